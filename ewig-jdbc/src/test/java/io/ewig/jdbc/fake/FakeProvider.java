package io.ewig.jdbc.fake;

import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.LinkProvider;
import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Target;

/** Serves {@code jdbc:ewig://fake}. */
public final class FakeProvider implements LinkProvider {

  @Override
  public boolean serves(Address address) {
    return address instanceof Address.Remote remote && remote.host().equals("fake");
  }

  @Override
  public Link open(Target target) {
    return new FakeLink(target);
  }
}

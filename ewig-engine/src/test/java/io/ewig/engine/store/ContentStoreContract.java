package io.ewig.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Randoms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ContentStore} promises; each implementation inherits these tests. */
public abstract class ContentStoreContract {

  private ContentStore store;

  protected abstract ContentStore create();

  @BeforeEach
  void open() {
    store = create();
  }

  @Test
  void whatWasPutIsGotByItsAddress() {
    Randoms random = new Randoms(1);
    for (int size : new int[] {0, 1, 1000, 1 << 20, (1 << 20) + 1, 5 << 20}) {
      byte[] bytes = random.bytes(size);
      Hash address = store.put(bytes);
      assertThat(address).isEqualTo(Sha256.of(bytes));
      assertThat(store.get(address)).isEqualTo(bytes);
      assertThat(store.contains(address)).isTrue();
    }
  }

  @Test
  void puttingAgainChangesNothing() {
    byte[] bytes = {1, 2, 3};
    assertThat(store.put(bytes)).isEqualTo(store.put(bytes.clone()));
    assertThat(store.get(Sha256.of(bytes))).isEqualTo(bytes);
  }

  @Test
  void changingWhatWasPutOrGotChangesNothing() {
    byte[] bytes = {1, 2, 3};
    Hash address = store.put(bytes);
    bytes[0] = 9;
    store.get(address)[1] = 9;
    assertThat(store.get(address)).containsExactly(1, 2, 3);
  }

  @Test
  void anUnknownAddressIsRefusedByName() {
    Hash unknown = new Hash(1, 2, 3, 4);
    assertThat(store.contains(unknown)).isFalse();
    assertThatThrownBy(() -> store.get(unknown))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(unknown.toString());
  }
}

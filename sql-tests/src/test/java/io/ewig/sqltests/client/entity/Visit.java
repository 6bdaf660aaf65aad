package io.ewig.sqltests.client.entity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** Somebody was here; its key is given by a sequence. */
@Entity
@Table(name = "visits")
public class Visit {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "visits")
  @SequenceGenerator(name = "visits", sequenceName = "visit_numbers", allocationSize = 50)
  private Long id;

  private Instant at;

  @ElementCollection
  @CollectionTable(name = "sights")
  private final Set<String> seen = new TreeSet<>();

  protected Visit() {}

  public Visit(Instant at) {
    this.at = at;
  }

  public Long id() {
    return id;
  }

  public Instant at() {
    return at;
  }

  public Set<String> seen() {
    return seen;
  }
}

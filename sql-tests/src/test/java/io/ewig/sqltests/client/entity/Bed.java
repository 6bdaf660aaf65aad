package io.ewig.sqltests.client.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;

/** Where plants grow; its key is given by an identity column. */
@Entity
@Table(
    name = "beds",
    comment = "Where plants grow",
    uniqueConstraints = @UniqueConstraint(name = "one_bed_of_a_name", columnNames = "name"))
public class Bed {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false, length = 40)
  private String name;

  @OneToMany(mappedBy = "bed")
  private List<Plant> plants = new ArrayList<>();

  protected Bed() {}

  public Bed(String name) {
    this.name = name;
  }

  public Long id() {
    return id;
  }
}

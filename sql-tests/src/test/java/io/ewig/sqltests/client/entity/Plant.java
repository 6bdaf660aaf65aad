package io.ewig.sqltests.client.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/** A plant with a column of each type; its key is a UUID, its version guards it. */
@Entity
@Table(name = "plants")
public class Plant {

  @Id private UUID id;

  @Version private int version;

  @Column(nullable = false)
  private String name;

  @Enumerated(EnumType.STRING)
  private Colour colour;

  private LocalDate planted = LocalDate.of(2026, 3, 1);

  private LocalDateTime watered = LocalDateTime.of(2026, 3, 29, 2, 30);

  private byte[] picture = "petals".getBytes(StandardCharsets.UTF_8);

  @Column(precision = 10, scale = 2)
  private BigDecimal price = new BigDecimal("12.50");

  private String[] marks = {"thorny", "red"};

  @Lob private String story = "once ".repeat(2_000);

  @ManyToOne(fetch = FetchType.LAZY)
  private Bed bed;

  protected Plant() {}

  public Plant(UUID id, String name, Colour colour) {
    this.id = id;
    this.name = name;
    this.colour = colour;
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Colour colour() {
    return colour;
  }

  public LocalDate planted() {
    return planted;
  }

  public LocalDateTime watered() {
    return watered;
  }

  public byte[] picture() {
    return picture;
  }

  public BigDecimal price() {
    return price;
  }

  public String[] marks() {
    return marks.clone();
  }

  public String story() {
    return story;
  }

  public void rename(String newName) {
    this.name = newName;
  }

  public void moveTo(Bed newBed) {
    this.bed = newBed;
  }
}

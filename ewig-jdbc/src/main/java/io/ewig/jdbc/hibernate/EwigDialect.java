package io.ewig.jdbc.hibernate;

import jakarta.persistence.TemporalType;
import java.sql.Types;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.internal.NoLockingSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.TimestampUtcAsOffsetDateTimeJdbcType;
import org.hibernate.type.descriptor.jdbc.UUIDJdbcType;
import org.hibernate.type.descriptor.jdbc.spi.JdbcTypeRegistry;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;

/**
 * Ewig's SQL for Hibernate ORM: close to the standard, with identity columns, sequences, UUIDs and
 * instants, and without locks.
 */
public class EwigDialect extends Dialect {

  private static final DatabaseVersion OLDEST = DatabaseVersion.make(0, 1);
  private static final int NAME_BYTES_MAX = 255;

  public EwigDialect() {
    super(OLDEST);
  }

  public EwigDialect(DialectResolutionInfo info) {
    super(info);
  }

  @Override
  protected DatabaseVersion getMinimumSupportedVersion() {
    return OLDEST;
  }

  @Override
  protected String columnType(int sqlTypeCode) {
    return switch (sqlTypeCode) {
      case Types.BLOB -> "varbinary";
      case Types.CLOB, Types.NCLOB -> "varchar";
      case SqlTypes.TIMESTAMP_UTC, Types.TIMESTAMP_WITH_TIMEZONE -> "timestamp($p) with time zone";
      default -> super.columnType(sqlTypeCode);
    };
  }

  @Override
  public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
    super.contributeTypes(contributions, services);
    JdbcTypeRegistry types = contributions.getTypeConfiguration().getJdbcTypeRegistry();
    types.addDescriptor(TimestampUtcAsOffsetDateTimeJdbcType.INSTANCE);
    types.addDescriptorIfAbsent(UUIDJdbcType.INSTANCE);
    contributions
        .getTypeConfiguration()
        .getDdlTypeRegistry()
        .addDescriptor(new DdlTypeImpl(SqlTypes.UUID, "uuid", this));
  }

  @Override
  public void initializeFunctionRegistry(FunctionContributions contributions) {
    super.initializeFunctionRegistry(contributions);
    HqlFunctions.register(contributions);
  }

  @Override
  public String translateExtractField(TemporalUnit unit) {
    return switch (unit) {
      case DAY_OF_MONTH -> "day";
      case DAY_OF_YEAR -> "doy";
      case DAY_OF_WEEK -> "dow";
      default -> super.translateExtractField(unit);
    };
  }

  @Override
  public boolean supportsStandardArrays() {
    return true;
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"}) // Hibernate asks in no other way
  public String timestampaddPattern(TemporalUnit unit, TemporalType type, IntervalType interval) {
    return "timestampadd(?1,?2,?3)";
  }

  @Override
  @SuppressWarnings("deprecation") // the same
  public String timestampdiffPattern(TemporalUnit unit, TemporalType from, TemporalType to) {
    return "timestampdiff(?1,?2,?3)";
  }

  /** Hibernate's own default is none, and what writes collections then has nothing to ask. */
  @Override
  public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
    return new StandardSqlAstTranslatorFactory();
  }

  /** Offsets are not kept: an instant is an instant. */
  @Override
  public TimeZoneSupport getTimeZoneSupport() {
    return TimeZoneSupport.NORMALIZE;
  }

  @Override
  public NationalizationSupport getNationalizationSupport() {
    return NationalizationSupport.IMPLICIT;
  }

  @Override
  public IdentityColumnSupport getIdentityColumnSupport() {
    return GeneratedIdentity.INSTANCE;
  }

  @Override
  public SequenceSupport getSequenceSupport() {
    return StandardSequences.INSTANCE;
  }

  @Override
  public String getQuerySequencesString() {
    return "SELECT * FROM information_schema.sequences";
  }

  @Override
  public LimitHandler getLimitHandler() {
    return OffsetFetchLimitHandler.INSTANCE;
  }

  @Override
  public LockingSupport getLockingSupport() {
    return NoLockingSupport.NO_LOCKING_SUPPORT;
  }

  @Override
  public ViolatedConstraintNameExtractor getViolatedConstraintNameExtractor() {
    return new ConstraintNames();
  }

  /** Reads the keys of what is to change first: there are no temporary tables to keep them in. */
  @Override
  public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return new InlineMutationStrategy(this);
  }

  @Override
  public SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(
      EntityMappingType entity, RuntimeModelCreationContext context) {
    return new NothingInserted();
  }

  @Override
  public boolean supportsIfExistsBeforeTableName() {
    return true;
  }

  @Override
  public String getCascadeConstraintsString() {
    return " cascade";
  }

  @Override
  public boolean supportsCommentOn() {
    return true;
  }

  @Override
  public boolean supportsWindowFunctions() {
    return true;
  }

  @Override
  public boolean supportsRecursiveCTE() {
    return true;
  }

  @Override
  public boolean supportsNullPrecedence() {
    return true;
  }

  @Override
  public boolean supportsValuesListForInsert() {
    return true;
  }

  @Override
  public int getMaxIdentifierLength() {
    return NAME_BYTES_MAX;
  }
}

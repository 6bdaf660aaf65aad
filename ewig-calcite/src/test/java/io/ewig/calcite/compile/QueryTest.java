package io.ewig.calcite.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.operator.Runs;
import io.ewig.engine.error.EwigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SQL and the rows that come of it. */
class QueryTest {

  private static final String CARS =
      """
      with cars (id, name, price, km, sold) as (values
        (1, 'ada', 10.50, 100, date '2026-01-01'), (2, 'bob', 7.25, 200, date '2026-01-02'),
        (3, 'ada', null, 300, date '2026-01-03'), (4, cast(null as varchar(3)), 2.25, null, null),
        (5, 'bob', 7.25, 50, date '2026-01-05')),
      wheels (car, size) as (values (1, 15), (1, 16), (2, 15), (7, 20), (cast(null as integer), 1))
      """;

  @TempDir Path folder;

  private final Queries queries = new Queries();

  static List<String[]> cases() {
    List<String[]> cases = new ArrayList<>();
    for (String line : CASES.split("\n")) {
      if (!line.isBlank()) {
        String[] parts = line.split(" => ");
        cases.add(new String[] {parts[0].strip(), parts[1].strip()});
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rowsAreAsExpected(String sql, String rows) {
    assertThat(queries.rows(CARS + sql)).hasToString(rows);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rowsAreTheSameWhenSubqueriesAreRunForEachRow(String sql, String rows) {
    assertThat(Runs.sorted(Runs.all(queries.correlated(CARS + sql))))
        .isEqualTo(Runs.sorted(queries.rows(CARS + sql)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rowsAreTheSameWithoutMemory(String sql, String rows) {
    assertThat(Runs.allOnDisk(queries.operator(CARS + sql), folder)).hasToString(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select json_objectagg(name value id) from cars where id in (1, 3) | 22032
          select (select id from cars) from wheels                          | 21000
          select ntile(0) over (order by id) from cars                      | 22023
          """)
  void whatCannotBeIsRefused(String sql, String sqlState) {
    assertThatThrownBy(() -> queries.rows(CARS + sql))
        .isInstanceOfSatisfying(
            EwigException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  private static final String CASES =
      """
      select id, name from cars where km > 60 order by id desc => [[3, ada], [2, bob], [1, ada]]
      select id from cars order by km, id => [[5], [1], [2], [3], [4]]
      select id from cars order by km desc nulls last limit 2 offset 1 => [[2], [1]]
      select id from cars order by name, price desc, id limit 3 => [[3], [1], [2]]
      select id from cars limit 2 => [[1], [2]]
      select id from cars offset 4 rows => [[5]]
      select name, count(*), sum(km), avg(price) from cars group by name order by 1 => [[ada, 2, 400, 10.5000000000000000], [bob, 2, 250, 7.2500000000000000], [null, 1, null, 2.2500000000000000]]
      select count(*), count(name), count(distinct name), min(price), max(sold) from cars => [[5, 4, 2, 2.25, 2026-01-05]]
      select count(*), sum(km) from cars where id > 9 => [[0, null]]
      select name, count(*) from cars where id > 9 group by name => []
      select name, sum(km) filter (where id > 1) from cars group by name order by 1 => [[ada, 300], [bob, 250], [null, null]]
      select distinct name from cars order by 1 => [[ada], [bob], [null]]
      select * from (select name, grouping(name), count(*) from cars group by rollup(name)) order by 2, 1 => [[ada, 0, 2], [bob, 0, 2], [null, 0, 1], [null, 1, 5]]
      select * from (select name, price, grouping(name, price), count(*) from cars where id in (1, 2, 5) group by cube(name, price)) order by 3, 1, 2 => [[ada, 10.50, 0, 1], [bob, 7.25, 0, 2], [ada, null, 1, 1], [bob, null, 1, 2], [null, 7.25, 2, 2], [null, 10.50, 2, 1], [null, null, 3, 3]]
      select listagg(name, '-') within group (order by id desc) from cars => [[bob-ada-bob-ada]]
      select array_agg(id order by km) from cars => [[[5, 1, 2, 3, 4]]]
      select collect(id) from cars where id < 3 => [[[1, 2]]]
      select string_agg(name, ';') from cars => [[ada;bob;ada;bob]]
      select json_arrayagg(name) from cars => [[["ada","bob","ada","bob"]]]
      select json_arrayagg(km null on null) from cars => [[[100,200,300,null,50]]]
      select json_objectagg(id value name) from cars where id < 3 => [[{"1":"ada","2":"bob"}]]
      select json_arrayagg(json_object('a': id)) from cars where id < 3 => [[[{"a":1},{"a":2}]]]
      select json_arrayagg(sold), json_arrayagg(price) from cars where id < 3 => [[["2026-01-01","2026-01-02"], [10.5,7.25]]]
      select json_objectagg(name value j) from (select name, json_arrayagg(id) as j from cars where id in (1, 2, 5) group by name) => [[{"ada":[1],"bob":[2,5]}]]
      select "$PERCENTILE_CONT"(km, 0.5) within group (order by km), "$PERCENTILE_DISC"(km, 0.5) within group (order by km) from cars => [[150.0, 100]]
      select every(km > 60), some(km > 250), bool_and(km > 1), bool_or(km > 999) from cars => [[false, true, true, false]]
      select bit_and(id), bit_or(id), bit_xor(id) from cars => [[0, 7, 1]]
      select mode(name), any_value(name) from cars => [[ada, ada]]
      select arg_min(name, km), arg_max(name, km) from cars => [[bob, ada]]
      select approx_count_distinct(name) from cars => [[2]]
      select stddev_pop(id), var_samp(id) from cars => [[1.4142135623730950, 2.5000000000000000]]
      select covar_pop(id, km), regr_count(id, km), regr_sxx(id, km) from cars => [[-34.3750000000000000, 4, 36875.0000000000000000]]
      select c.id, w.size from cars c join wheels w on c.id = w.car order by 1, 2 => [[1, 15], [1, 16], [2, 15]]
      select c.id, w.size from cars c left join wheels w on c.id = w.car and w.size > 15 order by 1, 2 => [[1, 16], [2, null], [3, null], [4, null], [5, null]]
      select c.id, w.size from cars c right join wheels w on c.id = w.car order by 1, 2 => [[1, 15], [1, 16], [2, 15], [null, 1], [null, 20]]
      select c.id, w.size from cars c full join wheels w on c.id = w.car order by 1, 2 => [[1, 15], [1, 16], [2, 15], [3, null], [4, null], [5, null], [null, 1], [null, 20]]
      select c.id, w.size from cars c join wheels w on c.km < w.size * 10 order by 1, 2 => [[1, 15], [1, 15], [1, 16], [1, 20], [5, 15], [5, 15], [5, 16], [5, 20]]
      select count(*) from cars, wheels => [[25]]
      select id from cars where id in (select car from wheels) order by 1 => [[1], [2]]
      select id from cars where id not in (select car from wheels where car is not null) order by 1 => [[3], [4], [5]]
      select id from cars where id not in (select car from wheels) order by 1 => []
      select id from cars c where exists (select 1 from wheels w where w.car = c.id) order by 1 => [[1], [2]]
      select id from cars c where not exists (select 1 from wheels w where w.car = c.id) order by 1 => [[3], [4], [5]]
      select id, (select max(size) from wheels w where w.car = c.id) from cars c order by 1 => [[1, 16], [2, 15], [3, null], [4, null], [5, null]]
      select id, (select count(*) from wheels w where w.car = c.id) from cars c order by 1 => [[1, 2], [2, 1], [3, 0], [4, 0], [5, 0]]
      select id from cars where km > all (select size * 10 from wheels where car = 2) order by 1 => [[2], [3]]
      select id from cars where km < some (select size * 10 from wheels) order by 1 => [[1], [5]]
      select id from cars where price = (select min(price) from cars) => [[4]]
      select name from cars union select 'eve' from wheels order by 1 => [[ada], [bob], [eve], [null]]
      select name from cars union all select 'eve' from wheels where size = 1 order by 1 => [[ada], [ada], [bob], [bob], [eve], [null]]
      select name from cars intersect select name from cars where id > 3 order by 1 => [[bob], [null]]
      select name from cars except select name from cars where id > 3 => [[ada]]
      select name from cars except all select name from cars where id > 3 order by 1 => [[ada], [ada], [bob]]
      select name from cars intersect all select name from cars where id <> 3 order by 1 => [[ada], [bob], [bob], [null]]
      select id from cars union select cast(2.5 as decimal(3, 1)) from wheels order by 1 => [[1.0], [2.0], [2.5], [3.0], [4.0], [5.0]]
      select id, row_number() over (order by km, id) from cars order by 1 => [[1, 2], [2, 3], [3, 4], [4, 5], [5, 1]]
      select id, rank() over (partition by name order by price), dense_rank() over (order by price) from cars order by 1 => [[1, 1, 3], [2, 1, 2], [3, 2, 4], [4, 1, 1], [5, 1, 2]]
      select id, sum(km) over (order by id), sum(km) over (), avg(km) over (partition by name) from cars order by 1 => [[1, 100, 650, 200.0000000000000000], [2, 300, 650, 125.0000000000000000], [3, 600, 650, 200.0000000000000000], [4, 600, 650, null], [5, 650, 650, 125.0000000000000000]]
      select id, lag(id) over (order by id), lead(km, 2, -1) over (order by id) from cars order by 1 => [[1, null, 300], [2, 1, null], [3, 2, 50], [4, 3, -1], [5, 4, -1]]
      select id, lag(km) ignore nulls over (order by id) from cars order by 1 => [[1, null], [2, 100], [3, 200], [4, 300], [5, 300]]
      select id, first_value(name) over w, last_value(name) over w, nth_value(id, 2) over w from cars window w as (order by id rows between 1 preceding and 1 following) order by 1 => [[1, ada, bob, 2], [2, ada, ada, 2], [3, bob, null, 3], [4, ada, bob, 4], [5, null, bob, 5]]
      select id, count(*) over (order by km range between 100 preceding and 50 following) from cars where km is not null order by 1 => [[1, 2], [2, 2], [3, 2], [5, 2]]
      select id, count(*) over (order by sold range between interval '1' day preceding and current row) from cars order by 1 => [[1, 1], [2, 2], [3, 2], [4, 1], [5, 1]]
      select id, sum(id) over (order by id rows between unbounded preceding and unbounded following exclude current row) from cars order by 1 => [[1, 14], [2, 13], [3, 12], [4, 11], [5, 10]]
      select id, ntile(2) over (order by id), percent_rank() over (order by id), cume_dist() over (order by id) from cars order by 1 => [[1, 1, 0.0, 0.2], [2, 1, 0.25, 0.4], [3, 1, 0.5, 0.6], [4, 2, 0.75, 0.8], [5, 2, 1.0, 1.0]]
      select name, sum(sum(km)) over (order by name) from cars group by name order by 1 => [[ada, 400], [bob, 650], [null, 650]]
      select * from unnest(array[3, 4]) as t (x) => [[3], [4]]
      select * from unnest(array[3, 4], array['a']) with ordinality as t (x, y, n) => [[3, a, 1], [4, null, 2]]
      select id, x from cars, unnest(array[id, id * 10]) as t (x) where id < 3 order by 1, 2 => [[1, 1], [1, 10], [2, 2], [2, 20]]
      select * from unnest(map['a', 1, 'b', 2]) as t (k, v) => [[a, 1], [b, 2]]
      select c.id, t.size from cars c, lateral (select size from wheels w where w.car = c.id order by size limit 1) as t order by 1 => [[1, 15], [2, 15]]
      select c.id, t.size from cars c left join lateral (select size from wheels w where w.car = c.id order by size desc limit 1) as t on true order by 1 => [[1, 16], [2, 15], [3, null], [4, null], [5, null]]
      select array(select size from wheels where car = 1) from cars limit 1 => [[[15, 16]]]
      select id, array(select size from wheels w where w.car = c.id) from cars c order by 1 limit 3 => [[1, [15, 16]], [2, [15]], [3, []]]
      select map(select id, name from cars where id < 3) from cars limit 1 => [[{1=ada, 2=bob}]]
      select id from cars c where km = (select max(km) from cars d where d.name = c.name) order by 1 => [[2], [3]]
      select name from cars group by name having count(*) > 1 order by 1 => [[ada], [bob]]
      select (select name from cars where id = 99) from wheels limit 1 => [[null]]
      select c.id from cars c join (select car, count(*) as n from wheels group by car) w on w.car = c.id and w.n > 1 => [[1]]
      select id from cars where (id, name) in (select car, 'ada' from wheels) => [[1]]
      select id, (id, name) in (select car, 'ada' from wheels) from cars order by 1 => [[1, true], [2, false], [3, null], [4, null], [5, false]]
      select id from cars c where (select count(*) from wheels w where w.car = c.id) in (select w.car from wheels w where w.size >= c.id + 14) order by 1 => [[1], [2]]
      select id from cars c where coalesce((select max(size) from wheels w where w.car = c.id), 15) not in (select size from wheels w where w.car > c.id) order by 1 => [[1], [2], [3], [4], [5]]
      select c.id, w.size from cars c left join wheels w on w.car = c.id and w.size > (select min(size) from wheels x where x.car = c.id) order by 1 => [[1, 16], [2, null], [3, null], [4, null], [5, null]]
      select c.id, w.size from wheels w left join cars c on w.car = c.id and c.km in (select km from cars d where d.id * 15 <= w.size) order by 2, 1 => [[null, 1], [1, 15], [null, 15], [1, 16], [null, 20]]
      select c.id, w.size from cars c full join wheels w on w.car = c.id and exists (select 1 from cars d where d.km = w.size + c.km + 34) order by 1, 2 => [[1, null], [2, null], [3, null], [4, null], [5, null], [null, 1], [null, 15], [null, 15], [null, 16], [null, 20]]
      select id, km > any (select size * 10 from wheels where car < id), km <> all (select km from cars d where d.id < cars.id) from cars order by 1 => [[1, false, true], [2, true, true], [3, true, true], [4, null, null], [5, false, null]]
      select id from cars where id = any (select car from wheels where size = 15) order by 1 => [[1], [2]]
      select id, case when id in (select car from wheels) then 'y' when id not in (select car from wheels) then 'n' end from cars order by 1 => [[1, y], [2, y], [3, null], [4, null], [5, null]]
      select count(*) from cars tablesample bernoulli(100) => [[5]]
      select sum(distinct price), avg(distinct price) from cars => [[20.00, 6.6666666666666667]]
      select name, listagg(cast(id as varchar(2)), '+') within group (order by id) from cars group by name order by name nulls first => [[null, 4], [ada, 1+3], [bob, 2+5]]
      select x from (values (cast(null as integer)), (3), (1)) as t (x) order by x nulls first => [[null], [1], [3]]
      select count(*) over (), count(km) over (order by id rows between current row and unbounded following) from cars order by id => [[5, 4], [5, 3], [5, 2], [5, 1], [5, 1]]
      select min(km) over (order by id rows between 1 preceding and 1 following) from cars order by id => [[100], [100], [200], [50], [50]]
      select id, sum(price) over (order by sold range between interval '2' day preceding and interval '1' day preceding) from cars order by id => [[1, null], [2, 10.50], [3, 17.75], [4, 2.25], [5, null]]
      select * from (values (1), (1), (2)) as t (x) where x = 1 => [[1], [1]]
      """;
}

package hebb.data.date;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.data.date.DateChoice.Evidence;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatsTest {
  private static Optional<DateChoice> decide(List<String> cells, List<String> inOrder) {
    Map<String, Integer> counts = counts(cells);
    List<String> distinct = List.copyOf(counts.keySet());
    List<Integer> count = List.copyOf(counts.values());
    return DateFormats.decide(distinct, count::get, inOrder);
  }

  private static Map<String, Integer> counts(List<String> cells) {
    var counts = new LinkedHashMap<String, Integer>();
    cells.forEach(cell -> counts.merge(cell, 1, Integer::sum));
    return counts;
  }

  private static Optional<DateChoice> decide(String cells) {
    return decide(List.of(cells.split("; ", -1)), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2019-02-21; 2019-09-20; 2019-01-26|yyyy-MM-dd|ALONE",
        "2019-02-21T10:30:00; 2019-09-20T05:00:00Z|yyyy-MM-dd|ALONE",
        "2019/02/21; 2019/09/20 10:30|yyyy/MM/dd|ALONE",
        "15.06.2019; 24.06.2019; 13.12.2019|d.M.y|ALONE",
        "15.06.19; 24.06.19; 1.2.20|d.M.y|ALONE",
        "01.31.2019; 02.28.2019; 05.05.2019|M.d.y|ALONE",
        "04/28/19; 12/14/19; 11/05/19|M/d/y|ALONE",
        "28/04/19; 14/12/19; 05/11/19|d/M/y|ALONE",
        "28/04/2019; 14/12/2019|d/M/y|ALONE",
        "28-04-2019; 14-12-2019; 01-02-2019|d-M-y|ALONE",
        "04-28-2019; 12-14-2019; 01-02-2019|M-d-y|ALONE",
        "01/02/2019; 03/04/2019; 05/01/2019|M/d/y|ASSUMED",
        "01-02-2019; 03-04-2019; 05-01-2019|d-M-y|ASSUMED",
        "01.02.2019; 03.04.2019; 05.01.2019|d.M.y|ASSUMED",
        "01/03/2019; 01/07/2019; 01/12/2020; 01/01/2021|d/M/y|YEARS",
        "03/01/2019; 07/01/2019; 12/01/2020; 01/01/2021|M/d/y|YEARS",
        "03/03/2024; 04/04/2024|M/d/y|ALONE",
        "19/04/28; 20/12/01; 19/05/31|yy/MM/dd|YEARS",
        "31/04/28; 31/12/01; 32/05/31|yy/MM/dd|ALONE",
        "20190620; 20190808; 20190109|yyyyMMdd|ALONE",
        "201906201530; 201908081200|yyyyMMdd|ALONE",
        "2019-02; 2019-11; 2020-01|yyyy-MM|ALONE",
        "02/2019; 11/2019; 01/2020|MM/yyyy|ALONE",
        "3 Jan 2024; 14 Feb 2024|d MMM y|ALONE",
        "03-Jan-24; 14-Feb-24|d MMM y|ALONE",
        "Jan 3, 2024; Feb 14, 2024|MMM d y|ALONE",
        "Jan 2024; February 2024|MMM y|ALONE",
        "Jan-24; Feb-24|MMM y|ALONE",
        "2024-Jan-03; 2024-Feb-14|yyyy MMM d|ALONE",
        "Wed, 03 Jan 2024 10:30:00 GMT; Thu, 04 Jan 2024 10:30:00 GMT|d MMM y|ALONE",
        "05:54; 21:23; 23:51|HH:mm|ALONE",
        "5:54 AM; 9 PM; 11:51 PM|HH:mm|ALONE",
        "5:54 AM; 9 AM|HH:mm|ALONE",
        "2:45; 1:30; 0:20|HH:mm|EARLY",
      })
  void decides(String cells, String pattern, Evidence evidence) {
    DateChoice choice = decide(cells).orElseThrow();
    assertThat(choice.format().pattern()).isEqualTo(pattern);
    assertThat(choice.evidence()).isEqualTo(evidence);
    assertThat(choice.unread()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1999; 2000; 2001",
        "1; 2; 3",
        "1.2; 10.11; 3.5",
        "1.2.3; 1.10.4; 2.0.0",
        "3/4; 1/2; 5/8",
        "12-5; 1-2; 7-8",
        "10-20; 20-30; 30-40",
        "555-1234; 555-9876",
        "030/12345; 040/54321",
        "06-12-34-56-78; 01-02-03-04-05",
        "192.168.0.1; 10.0.0.1",
        "12345678; 87654321; 20240131",
        "20240131; 20240199; 20240250",
        "01011800; 10190101",
        "2009-10; 2010-11; 2011-12",
        "2018-19; 2019-20; 2020-21",
        "0312-05; 1514-11",
        "may; april; june",
        "May; Augusta; Jan",
        "Mark; Jan; Marc",
        "3 mm; 4 mm; 5 mm",
        "10:00:00:00; 11:00:00:00",
        "2:1; 0:3; 1:1",
        "12:30-13:30; 09:00-10:00",
        "45:12; 61:30; 70:01",
        "a; b; 2024-01-31",
        "-1.5; 2e3; 12345",
        "2024-02-30; 2024-02-31",
        "123456789012; 999999999999",
      })
  void otherThingsAreNoDates(String cells) {
    assertThat(decide(cells)).isEmpty();
  }

  @Test
  void nothingIsNoDate() {
    assertThat(decide(List.of(), List.of())).isEmpty();
    assertThat(DateFormats.best(List.of(), place -> 1, List.of())).isEmpty();
    assertThat(DateFormats.best(List.of("a", "12"), place -> 1, List.of())).isEmpty();
  }

  @Test
  void countsCellsNotTexts() {
    assertThat(decide("2019-02-21; 2019-02-21; never; soon; x; y")).isEmpty();
    DateChoice choice =
        decide("2019-02-21; 2019-02-21; never; 2019-02-30; 2019-03-01").orElseThrow();
    assertThat(choice.read()).isEqualTo(3);
    assertThat(choice.unread()).isEqualTo(2);
    assertThat(choice.share()).isEqualTo(.6);
    assertThat(choice.odd()).containsExactly("never", "2019-02-30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01/02/2024; 01/03/2024; 02/01/2024; 02/05/2024; 03/01/2024|M/d/y",
        "01/02/2024; 03/02/2024; 02/03/2024; 05/03/2024; 01/04/2024|d/M/y",
        "01/04/2024; 05/03/2024; 02/03/2024; 03/02/2024; 01/02/2024|d/M/y",
      })
  void theOrderOfRowsTells(String cells, String pattern) {
    List<String> rows = List.of(cells.split("; ", -1));
    DateChoice choice = decide(rows, rows).orElseThrow();
    assertThat(choice.format().pattern()).isEqualTo(pattern);
    assertThat(choice.evidence()).isEqualTo(Evidence.ROWS);
    assertThat(choice.isAmbiguous()).isTrue();
  }

  @Test
  void ambiguousOrdersAreSaid() {
    assertThat(decide("03/03/2024; 03/04/2024; 05/06/2024").orElseThrow().notes())
        .containsExactly(
            "the order of day and month is ambiguous: 03/04/2024 is read as 2024-03-04 (M/d/y), as"
                + " no cell tells and this is the usual order; d/M/y would make it 2024-04-03");
    assertThat(decide("28/04/2019; 14/12/2019; 01/02/2019").orElseThrow().notes()).isEmpty();
    assertThat(decide("2019-04-28; 2019-12-14").orElseThrow().notes()).isEmpty();
  }

  @Test
  void anOrderThatHangsOnOneCellIsSaid() {
    var cells = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      cells.add("0%d/0%d/20%d".formatted(1 + i % 9, 1 + i % 7, 10 + i));
    }
    cells.add("13/01/2020");
    assertThat(decide(cells, List.of()).orElseThrow().notes())
        .containsExactly(
            "the order of day and month hangs on few cells: d/M/y reads 41, M/d/y reads 40;"
                + " 08/01/2017 is 2017-01-08");
  }

  @Test
  void timesThatMayBeLengthsAreSaid() {
    assertThat(decide("2:45; 1:30; 0:20").orElseThrow().notes())
        .containsExactly(
            "no time is after 12:59: they are read as times of day but may be lengths of time");
    assertThat(decide("2:45; 13:30; 0:20").orElseThrow().notes()).isEmpty();
  }

  @Test
  void zonesThatDifferAreSaid() {
    DateChoice choice =
        decide("2024-01-31T10:00+01:00; 2024-07-31T10:00+02:00; 2024-07-31 10:00").orElseThrow();
    assertThat(choice.zones()).containsExactly("+01:00", "+02:00", "");
    assertThat(choice.notes())
        .containsExactly("zones differ (+01:00, +02:00, none): times are used as they are written");
    assertThat(decide("2024-01-31T10:00Z; 2024-07-31T10:00Z; x").orElseThrow().notes()).isEmpty();
  }

  @Test
  void aNamedFormatIsKept() {
    List<String> cells = List.of("03/04/2024", "13/04/2024", "x");
    DateChoice choice = DateFormats.given(DateFormat.of("dd/MM/yyyy"), cells, place -> 2);
    assertThat(choice.read()).isEqualTo(4);
    assertThat(choice.unread()).isEqualTo(2);
    assertThat(choice.evidence()).isEqualTo(Evidence.GIVEN);
    assertThat(choice.notes()).isEmpty();
    assertThat(DateFormats.given(DateFormat.of("yyyy-MM-dd"), cells, place -> 1).read()).isZero();
  }

  @Test
  void aColumnThatIsSaidToHoldDatesMayHaveFew() {
    List<String> cells = List.of("a", "b", "c", "31.01.2024");
    assertThat(DateFormats.decide(cells, place -> 1, List.of())).isEmpty();
    DateChoice choice = DateFormats.best(cells, place -> 1, List.of()).orElseThrow();
    assertThat(choice.format().pattern()).isEqualTo("d.M.y");
    assertThat(choice.unread()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yy", "MM/dd/yyyy", "M/d/yy",
        "dd/MM/yyyy", "d/M/yy", "d-M-yyyy", "MM-dd-yyyy", "d MMM yyyy", "MMM d, yyyy", "dd-MMM-yy"
      })
  void findsTheFormatOfRandomDates(String written) {
    long seed = 3;
    var random = new Random(seed);
    var writer = DateTimeFormatter.ofPattern(written, Locale.ENGLISH);
    var cells = new ArrayList<String>();
    for (int i = 0; i < 3_000; i++) {
      cells.add(LocalDate.ofEpochDay(random.nextInt(14_000, 20_000)).format(writer));
    }
    DateChoice choice = decide(cells, cells).orElseThrow();
    assertThat(choice.format()).as("seed %d", seed).isEqualTo(DateFormat.of(written));
    assertThat(choice.unread()).isZero();
    assertThat(choice.isAmbiguous()).isFalse();
    assertThat(choice.notes()).isEmpty();
  }
}

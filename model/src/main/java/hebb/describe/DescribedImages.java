package hebb.describe;

import hebb.data.Task;
import hebb.data.image.Images;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.Distribution.Bin;
import hebb.diagnose.DataFindings;
import hebb.train.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Describes images that stand in one file.
final class DescribedImages {
  private static final String CLASS = "class";

  private DescribedImages() {}

  static Description of(Images images, List<Images> others) {
    long[] pixels = pixels(images);
    boolean labelled = !images.classes().isEmpty();
    long[] used = labelled ? labelled(images, pixels) : pixels;
    Duplicates duplicates = Duplicates.of(used, pixels, used);
    List<Finding> findings = new ArrayList<>();
    DataFindings.duplicateRows(
            DataFindings.Again.IN_THE_SAME_ROWS,
            "",
            (double) duplicates.same() / images.rows(),
            true)
        .ifPresent(findings::add);
    List<Overlap> overlaps = new ArrayList<>();
    for (Images other : others) {
      boolean both = labelled && !other.classes().isEmpty();
      long[] theirs = pixels(other);
      Overlap overlap =
          Overlap.of(
              other.name(), both ? used : pixels, both ? labelled(other, theirs) : theirs, both);
      overlaps.add(overlap);
      Describer.finding(overlap, true).ifPresent(findings::add);
    }
    List<ColumnDescription> columns = new ArrayList<>();
    columns.add(image(images, distinct(pixels)));
    if (labelled) {
      ColumnDescription classes = classes(images);
      columns.add(classes);
      int rarest =
          classes.distribution().bins().stream().mapToInt(Bin::count).min().orElse(images.rows());
      DataFindings.rareClass(CLASS, (double) rarest / images.rows(), images.classes().size())
          .ifPresent(findings::add);
    }
    return new Description(
        images.name(),
        images.rows(),
        Optional.empty(),
        labelled ? Optional.of(Task.CLASSIFICATION) : Optional.empty(),
        labelled ? List.of(CLASS) : List.of(),
        columns,
        List.of(new MissingPattern(List.of(), images.rows())),
        duplicates,
        List.of(),
        overlaps,
        DataFindings.ranked(findings),
        images.notes());
  }

  private static long[] pixels(Images images) {
    return IntStream.range(0, images.rows())
        .parallel()
        .mapToLong(row -> RowHashes.bytes(images.pixels(row).levels()))
        .toArray();
  }

  private static int distinct(long[] hashes) {
    return (int) Arrays.stream(hashes).distinct().count();
  }

  /// With the label, as its file has it.
  private static long[] labelled(Images images, long[] pixels) {
    return IntStream.range(0, pixels.length)
        .mapToLong(row -> RowHashes.mix(pixels[row], images.label(row)))
        .toArray();
  }

  private static ColumnDescription image(Images images, int distinct) {
    String size = images.image().dim(0) + "x" + images.image().dim(1);
    return new ColumnDescription(
        "image",
        Role.FEATURE,
        "image",
        "a file of images",
        0,
        distinct,
        Optional.empty(),
        Distribution.ofCategories("size", List.of(new Bin(size, 0, 0, images.rows()))),
        "pixels " + images.image() + " from 0 to 1",
        List.of());
  }

  private static ColumnDescription classes(Images images) {
    int[] counts = new int[images.classes().size()];
    for (int row = 0; row < images.rows(); row++) {
      counts[images.target(row)]++;
    }
    List<Bin> bins =
        IntStream.range(0, counts.length)
            .mapToObj(i -> new Bin(images.classes().get(i), 0, 0, counts[i]))
            .toList();
    return new ColumnDescription(
        CLASS,
        Role.TARGET,
        "categorical",
        "labels",
        0,
        counts.length,
        Optional.empty(),
        Distribution.ofCategories("category", bins),
        "predicted",
        List.of());
  }
}

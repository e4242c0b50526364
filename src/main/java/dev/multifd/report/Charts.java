package dev.multifd.report;

import dev.multifd.results.RunFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** All charts that a run has figures for, as SVG. */
public final class Charts {
  private Charts() {}

  /**
   * Draws the charts into a folder, which is made if need be; charts of the same name are replaced.
   *
   * @return the files, none if the run has no cells that a chart is of
   */
  public static List<Path> draw(RunFile run, Path folder) throws IOException {
    Map<String, Chart<?, ?>> charts = new LinkedHashMap<>();
    ScanRegimeChart.of(run).ifPresent(chart -> charts.put("scan-regimes", chart));
    charts.putAll(DetectionChart.of(run));
    charts.putAll(PackingChart.of(run));
    charts.putAll(DirtyingCharts.of(run));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Chart<?, ?>> chart : charts.entrySet()) {
      Files.createDirectories(folder);
      Path file = folder.resolve(chart.getKey() + ".svg");
      try (OutputStream stream = Files.newOutputStream(file)) {
        VectorGraphicsEncoder.saveVectorGraphic(chart.getValue(), stream, VectorGraphicsFormat.SVG);
      }
      files.add(file);
    }
    return files;
  }
}

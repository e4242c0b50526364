package dev.multifd.report;

import dev.multifd.results.RunFile;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** What all charts have in common: size, type, colours, and where their figures are from. */
final class ChartStyle {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 560;

  /** Okabe and Ito's colours, which most colour-blind people can tell apart; black is last. */
  private static final Color[] COLOURS = {
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0xB3A000),
    new Color(0x666666),
  };

  private ChartStyle() {}

  static CategoryChart bars(String title, String x, String y, RunFile run) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x + "   (" + source(run) + ")")
            .yAxisTitle(y)
            .build();
    dress(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.9);
    chart.getStyler().setXAxisLabelRotation(20);
    return chart;
  }

  static XYChart lines(String title, String x, String y, RunFile run) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x + "   (" + source(run) + ")")
            .yAxisTitle(y)
            .build();
    dress(chart.getStyler());
    return chart;
  }

  private static void dress(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setSeriesColors(COLOURS);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setYAxisMin(0.0);
  }

  /** Machine and commit, since a figure without them says nothing. */
  private static String source(RunFile run) {
    return "%s, commit %.8s, %.10s"
        .formatted(run.environmentAtStart().cpu().model(), run.git().commit(), run.startedAt());
  }
}

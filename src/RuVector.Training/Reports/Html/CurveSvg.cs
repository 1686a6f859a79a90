using System.Globalization;
using System.Text;

namespace RuVector.Training.Reports;

/// <summary>Draws a curve: round numbers on the left, first and last step below, the last point marked.</summary>
internal static class CurveSvg
{
    private const double Left = 46;
    private const double Right = 348;
    private const double Top = 8;
    private const double Bottom = 138;

    public static void Add(HtmlBuilder html, Curve curve, int number)
    {
        CurvePoint first = curve.Points[0];
        CurvePoint last = curve.Points[^1];
        AxisTicks axis = new(curve.Points.Min(static point => point.Value), curve.Points.Max(static point => point.Value));
        html.Add($"<svg viewBox=\"0 0 360 160\" role=\"img\" aria-labelledby=\"curve-{number}\">");
        html.Add($"<title id=\"curve-{number}\">{curve.Name}: {Figures.Show(first.Value)} at step {first.Step}, {Figures.Show(last.Value)} at step {last.Step}</title>");
        foreach (double tick in axis.Ticks)
        {
            double y = Y(axis, tick);
            html.Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y}\" y2=\"{y}\"/>");
            html.Add($"<text x=\"{Left - 6}\" y=\"{y + 3.5}\" text-anchor=\"end\">{Figures.Show(tick)}</text>");
        }

        html.Add($"<text x=\"{Left}\" y=\"154\">step {Figures.Show(first.Step)}</text>");
        html.Add($"<text x=\"{Right}\" y=\"154\" text-anchor=\"end\">{Figures.Show(last.Step)}</text>");
        html.Add($"<polyline class=\"curve\" points=\"{Line(curve, axis)}\"/>");
        html.Add($"<circle class=\"end\" cx=\"{X(curve, last.Step)}\" cy=\"{Y(axis, last.Value)}\" r=\"3.5\"/>");
        html.Add($"</svg>");
    }

    private static double X(Curve curve, long step)
    {
        double width = curve.Points[^1].Step - curve.Points[0].Step;
        return width > 0 ? Left + ((Right - Left) * (step - curve.Points[0].Step) / width) : Right;
    }

    private static double Y(AxisTicks axis, double value) => Bottom - ((Bottom - Top) * axis.PositionOf(value));

    private static string Line(Curve curve, AxisTicks axis)
    {
        StringBuilder points = new();
        foreach (CurvePoint point in CurveReducer.Reduce(curve.Points))
        {
            points.Append(CultureInfo.InvariantCulture, $"{X(curve, point.Step):0.#},{Y(axis, point.Value):0.#} ");
        }

        return points.ToString().TrimEnd();
    }
}

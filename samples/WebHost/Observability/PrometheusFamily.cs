using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace WebHost.Observability;

/// <summary>One metric with all its series.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class PrometheusFamily
{
    private static readonly double[] _bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly string _kind;
    private readonly string _help;

    public PrometheusFamily(Instrument instrument)
    {
        _kind = instrument.GetType().Name.Split('`')[0] switch
        {
            nameof(Counter<>) => "counter",
            nameof(Histogram<>) => "histogram",
            _ => "gauge",
        };
        _help = PrometheusText.EscapeHelp(instrument.Description ?? "");
        Name = PrometheusText.NameOf(instrument.Name, instrument.Unit, _kind == "counter");
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = PrometheusText.LabelsOf(tags);
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out Series? series))
            {
                _series[labels] = series = new Series();
            }

            series.Value = _kind == "gauge" ? value : series.Value + value;
            series.Count++;
            if (_kind == "histogram")
            {
                series.Buckets[Array.FindIndex(_bounds, bound => value <= bound) is >= 0 and int bucket ? bucket : _bounds.Length]++;
            }
        }
    }

    public void ForgetGauges()
    {
        lock (_gate)
        {
            if (_kind == "gauge")
            {
                _series.Clear();
            }
        }
    }

    public void Write(StringBuilder text)
    {
        lock (_gate)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_help}\n# TYPE {Name} {_kind}\n");
            foreach ((string labels, Series series) in _series)
            {
                if (_kind == "histogram")
                {
                    WriteHistogram(text, labels, series);
                }
                else
                {
                    WriteSample(text, "", labels, series.Value);
                }
            }
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        long below = 0;
        for (int i = 0; i <= _bounds.Length; i++)
        {
            below += series.Buckets[i];
            string bound = $"le=\"{PrometheusText.NumberOf(i < _bounds.Length ? _bounds[i] : double.PositiveInfinity)}\"";
            WriteSample(text, "_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", below);
        }

        WriteSample(text, "_sum", labels, series.Value);
        WriteSample(text, "_count", labels, series.Count);
    }

    private void WriteSample(StringBuilder text, string suffix, string labels, double value) =>
        text.Append(Name).Append(suffix).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(PrometheusText.NumberOf(value)).Append('\n');

    private sealed class Series
    {
        public double Value { get; set; }

        public long Count { get; set; }

        public long[] Buckets { get; } = new long[_bounds.Length + 1];
    }
}

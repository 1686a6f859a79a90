using System.Diagnostics.Metrics;
using System.Text;
using RuVector.Training.Hosting;

namespace WebHost.Observability;

/// <summary>The metrics of the training service as Prometheus reads them: counters and histograms since the start, gauges as they are when asked.</summary>
/// <remarks>Thread safe. Series of gauges live as long as what they are about, so that jobs of the past take no memory.</remarks>
internal sealed class PrometheusMetrics : IDisposable
{
    private readonly Lock _scrape = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PrometheusFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <param name="meters">Whose meters count; others in the process, of another host for instance, do not.</param>
    public PrometheusMetrics(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TrainingTelemetry.MeterName && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument, Add(instrument));
            }
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((PrometheusFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((PrometheusFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((PrometheusFamily)family!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>Writes all metrics in the text format, version 0.0.4.</summary>
    public string Render()
    {
        lock (_scrape)
        {
            PrometheusFamily[] families = All();
            foreach (PrometheusFamily family in families)
            {
                family.ForgetGauges();
            }

            _listener.RecordObservableInstruments(); // without a lock that a measurement might wait for
            StringBuilder text = new();
            foreach (PrometheusFamily family in families)
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private PrometheusFamily Add(Instrument instrument)
    {
        PrometheusFamily family = new(instrument);
        lock (_gate)
        {
            return _families[family.Name] = family;
        }
    }

    private PrometheusFamily[] All()
    {
        lock (_gate)
        {
            return [.. _families.Values];
        }
    }
}

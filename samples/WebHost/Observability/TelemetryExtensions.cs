using OpenTelemetry;
using RuVector.Training.Hosting;

namespace WebHost.Observability;

/// <summary>Where metrics and activities go: to who asks (Prometheus), and to a collector where one is configured.</summary>
internal static class TelemetryExtensions
{
    private const string CollectorKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PrometheusMetrics>();
        if (!string.IsNullOrEmpty(builder.Configuration[CollectorKey]))
        {
            builder.Services.AddOpenTelemetry()
                .WithMetrics(static metrics => metrics.AddMeter(TrainingTelemetry.MeterName))
                .WithTracing(static traces => traces.AddSource(TrainingTelemetry.ActivitySourceName))
                .UseOtlpExporter();
        }
    }

    public static void MapPrometheus(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<PrometheusMetrics>(); // counts from the start
        app.MapGet("/metrics", static (PrometheusMetrics metrics) => TypedResults.Text(metrics.Render(), PrometheusText.ContentType)).WithTags("metrics").WithSummary("Metrics in the text format of Prometheus").Produces<string>(200, "text/plain");
    }
}

using RuVector.Training;
using RuVector.Training.Hosting;
using WebHost.Api;
using WebHost.Datasets;
using WebHost.Jobs;
using WebHost.Observability;
using WebHost.Problems;
using WebHost.Security;
using WebHost.Settings;

namespace WebHost;

/// <summary>Puts the server together: what it is made of, and what a request passes on its way.</summary>
internal static class TrainingWebApp
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Creates the server.</summary>
    /// <param name="args">The command line: <c>--urls ...</c>, <c>--WebHost:ApiKey ...</c>.</param>
    /// <param name="configure">Changes the builder before anything reads from it.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The section <c>WebHost</c> has problems; all are listed.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        WebHostOptions options = WebHostOptions.Read(builder.Configuration);

        builder.Configuration["urls"] ??= DefaultUrl;
        builder.ConfigureLimits(options);
        builder.Services.AddRuVectorTrainingService(builder.Configuration).AddTrainingService(jobs => jobs.Folder = options.JobFolder);
        builder.Services.AddSingleton(options).AddSingleton<DatasetStore>().AddSingleton<JobDesk>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<DatasetStore>()); // after the jobs, whose folder one process alone holds
        builder.Services.AddProblems().AddConcurrencyLimits(options);
        builder.Services.AddApiDocument(needsKey: options.ApiKey.Length > 0);
        builder.Services.AddHealthChecks().AddCheck<TrainingLiveHealthCheck>("training-live", tags: ["live"]).AddCheck<TrainingReadyHealthCheck>("training-ready", tags: ["ready"]);
        builder.AddTelemetry();
        builder.Services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));

        WebApplication app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseOriginGuard();
        app.UseDefaultFiles().UseStaticFiles();
        app.UseRouting();
        app.UseApiKeyGuard(options.ApiKey);
        app.UseRateLimiter();
        app.MapTrainingApi();
        return app;
    }

    private static void MapTrainingApi(this WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup("/api").WithTags("api").AddEndpointFilter<IdFilter>();
        api.MapDatasets();
        api.MapProfiles();
        api.MapJobs();
        app.MapPrometheus();
        app.MapOpenApi().WithMetadata(KeyNotNeeded.Instance);
        app.MapHealthChecks("/health/live", new() { Predicate = static check => check.Tags.Contains("live") }).WithMetadata(KeyNotNeeded.Instance);
        app.MapHealthChecks("/health/ready", new() { Predicate = static check => check.Tags.Contains("ready") }).WithMetadata(KeyNotNeeded.Instance);
    }
}

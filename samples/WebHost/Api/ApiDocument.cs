using Microsoft.OpenApi;
using WebHost.Security;

namespace WebHost.Api;

/// <summary>The OpenAPI document: what the framework finds out, a title, and the key where there is one.</summary>
internal static class ApiDocument
{
    private const string Scheme = "key";

    public static void AddApiDocument(this IServiceCollection services, bool needsKey) => services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo { Title = "Training jobs", Version = "1", Description = "Trains adapters of embeddings on uploaded or named pairs." };
        if (needsKey)
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyGuard.Header },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        }

        return Task.CompletedTask;
    }));
}

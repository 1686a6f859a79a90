using System.Text.Json;
using System.Text.Json.Serialization;
using WebHost.Datasets;
using WebHost.Jobs;

namespace WebHost.Api;

/// <summary>How the API writes JSON, and reads it: strictly, so that a misspelt or repeated field is an error.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 8, AllowDuplicateProperties = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(IReadOnlyList<JobView>))]
[JsonSerializable(typeof(ProgressView))]
[JsonSerializable(typeof(JobSubmission))]
[JsonSerializable(typeof(DatasetInfo))]
[JsonSerializable(typeof(IReadOnlyList<DatasetInfo>))]
[JsonSerializable(typeof(ProfilesView))]
internal sealed partial class ApiJson : JsonSerializerContext;

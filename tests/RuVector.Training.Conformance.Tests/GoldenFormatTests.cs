using System.Text.Json.Nodes;

namespace RuVector.Training.Conformance.Tests;

public sealed class GoldenFormatTests
{
    private const string InfoNce = "losses/infonce_explicit_negatives_cosine_b3k5d8_t0p2";

    private static readonly object[][] Spoilings =
    [
        [(Action<JsonObject>)(static json => json["format"] = 2), "Expected format 1, but got 2."],
        [(Action<JsonObject>)(static json => json.Remove("format")), "Expected case.format, but the case has none."],
        [(Action<JsonObject>)(static json => json["category"] = "colours"), "Expected one of the categories losses, optimizers, schedulers, mining, retrieval, but got 'colours'."],
        [(Action<JsonObject>)(static json => json["function"] = 7), "Expected case.function to be a JSON string, but got 7."],
        [(Action<JsonObject>)(static json => json.Remove("inputs")), "Expected case.inputs, but the case has none."],
        [(Action<JsonObject>)(static json => json["parameters"] = new JsonArray()), "Expected parameters to be a JSON object, but got a JSON array."],
        [(Action<JsonObject>)(static json => json.Remove("expected")), "Expected case.expected, but the case has none."],
        [(Action<JsonObject>)(static json => json.Remove("differentiable_inputs")), "Expected case.differentiable_inputs, but the case has none."],
        [(Action<JsonObject>)(static json => json["expected"]!["mean"]!["value"] = "high"), "Expected expected.mean.value to be a JSON number, but got \"high\"."],
        [(Action<JsonObject>)(static json => json["expected"]!["none"]!["value"]!["shape"] = new JsonArray(7)), "Expected 7 values for expected.none.value of shape [7], but got 3."],
        [(Action<JsonObject>)(static json => json["expected"]!["none"]!["value"]!["shape"] = new JsonArray(-3)), "Expected sizes of 0 or more for expected.none.value, but got shape [-3]."],
        [(Action<JsonObject>)(static json => json["expected"]!["none"]!["value"]!["shape"] = new JsonArray(1.5)), "Expected expected.none.value.shape[0] to be an integer, but got 1.5."],
        [(Action<JsonObject>)(static json => json["expected"]!["mean.value"] = 1), "Expected each result once, but got expected.mean.value twice."],
    ];

    private static readonly object[][] InputSpoilings =
    [
        [(Action<JsonObject>)(static json => json["inputs"]!.AsObject().Remove("anchors")), "Expected inputs.anchors, but the case has none."],
        [(Action<JsonObject>)(static json => json["inputs"]!["anchors"] = 3), "Expected inputs.anchors to be a tensor {shape, data}, but got 3."],
        [(Action<JsonObject>)(static json => json["inputs"]!["anchors"]!["shape"] = new JsonArray(24)), "Expected shape [any, any] for inputs.anchors, but got [24]."],
        [(Action<JsonObject>)(static json => json["inputs"]!["negatives"]!["shape"] = new JsonArray(5, 3, 8)), "Expected shape [3, any, 8] for inputs.negatives, but got [5, 3, 8]."],
        [(Action<JsonObject>)(static json => json["inputs"]!.AsObject().Remove("negatives")), "Expected inputs.negatives, but the case has none."],
        [(Action<JsonObject>)(static json => json["parameters"]!.AsObject().Remove("temperature")), "Expected parameters.temperature, but the case has none."],
        [(Action<JsonObject>)(static json => json["parameters"]!["temperature"] = null), "Expected parameters.temperature to be a JSON number, but got null."],
        [(Action<JsonObject>)(static json => json["unspecified_gradient_rows"] = new JsonObject { ["anchors"] = new JsonArray(3) }), "Expected rows from 0 to 2 in unspecified_gradient_rows.anchors, but got 3."],
        [(Action<JsonObject>)(static json => json["unspecified_gradient_rows"] = new JsonObject { ["anchors"] = new JsonArray(0.5) }), "Expected rows from 0 to 2 in unspecified_gradient_rows.anchors, but got 0.5."],
        [(Action<JsonObject>)(static json => json["expected"]!["mean"]!.AsObject().Remove("tolerance")), "Expected expected.mean.tolerance.value, but the case has none."],
    ];

    [TestCaseSource(nameof(Spoilings))]
    public void Parse_MalformedCase_ThrowsNamingThePlace(Action<JsonObject> spoil, string message)
    {
        JsonObject json = GoldenFiles.Json(InfoNce);
        spoil(json);

        Should.Throw<GoldenFormatException>(() => GoldenCase.Parse(json.ToJsonString())).Message.ShouldBe(message);
    }

    [TestCaseSource(nameof(InputSpoilings))]
    public void Run_MalformedInputs_FailsNamingThePlace(Action<JsonObject> spoil, string message)
    {
        JsonObject json = GoldenFiles.Json(InfoNce);
        spoil(json);

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, message));
    }

    [TestCase("")]
    [TestCase("{\"format\": 1")]
    [TestCase("{\"format\": 1, \"format\": 1}")]
    [TestCase("{\"format\": NaN}")]
    public void Parse_NoJson_Throws(string text) =>
        Should.Throw<GoldenFormatException>(() => GoldenCase.Parse(text)).Message.ShouldStartWith("Expected a JSON object in the golden format, but got no valid JSON: ");

    [TestCase("[]", "Expected case to be a JSON object, but got a JSON array.")]
    [TestCase("{\"format\": 1e999}", "Expected case.format to be a finite number, but got 1e999.")]
    public void Parse_OtherJson_Throws(string text, string message) =>
        Should.Throw<GoldenFormatException>(() => GoldenCase.Parse(text)).Message.ShouldBe(message);
}

using System.Text.Json.Nodes;

namespace RuVector.Training.Conformance.Tests;

/// <summary>A case cannot pass because something was not compared.</summary>
public sealed class NothingForgottenTests
{
    private const string InfoNce = "losses/infonce_explicit_negatives_cosine_b3k5d8_t0p2";

    [TestCase("mean", "anchors")]
    [TestCase("mean", "positives")]
    [TestCase("sum", "negatives")]
    public void Run_DifferentiableInputWithoutExpectedGradient_Fails(string reduction, string input)
    {
        JsonObject json = GoldenFiles.Json(InfoNce).WithoutExpected($"{reduction}.gradients.{input}");

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, $"Expected expected.{reduction}.gradients.{input}, but the case has none."));
    }

    [Test]
    public void Run_OnlyUnreducedTermsExpected_FailsBecauseNoGradientWasCompared()
    {
        JsonObject json = GoldenFiles.Json(InfoNce).WithoutExpected("mean").WithoutExpected("sum");

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, "not compared: the gradient of anchors, the gradient of positives, the gradient of negatives"));
    }

    [Test]
    public void Run_UnknownDifferentiableInput_Fails()
    {
        JsonObject json = GoldenFiles.Json(InfoNce);
        json["differentiable_inputs"]!.AsArray().Add("temperature");

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, "not compared: the gradient of temperature"));
    }

    [Test]
    public void Run_GradientOfAnInputThatIsNotListed_Fails()
    {
        JsonObject json = GoldenFiles.Json(InfoNce);
        json["differentiable_inputs"]!.AsArray().RemoveAt(2);

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, "not compared: mean.gradients.negatives, sum.gradients.negatives"));
    }

    [TestCase("losses/graph_laplacian_unnorm_n6d4e8_l1", "default")]
    [TestCase("retrieval/hand_small", "at_k[0].mean")]
    public void Run_ResultThatNoRunnerComputes_Fails(string name, string parent)
    {
        JsonObject json = GoldenFiles.Json(name).WithExpected($"{parent}.novelty", 0, 0.5);

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, $"not compared: {parent}.novelty"));
    }

    [Test]
    public void Run_EmptyListExpected_Fails()
    {
        JsonObject json = GoldenFiles.Json("retrieval/hand_small");
        json["expected"]!["at_k"] = new JsonArray();

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, "not compared: at_k"));
    }

    [Test]
    public void Run_NothingExpected_Fails()
    {
        JsonObject json = GoldenFiles.Json("losses/graph_laplacian_unnorm_n6d4e8_l1").WithoutExpected("default");
        json["differentiable_inputs"] = new JsonArray();

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Failed, "nothing was compared"));
    }
}

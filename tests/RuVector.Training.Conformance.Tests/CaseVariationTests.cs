using System.Text.Json.Nodes;

namespace RuVector.Training.Conformance.Tests;

/// <summary>Cases other than the files at hand: fields left out, parameters that nobody can express, inputs that the library refuses.</summary>
public sealed class CaseVariationTests
{
    private const string InfoNce = "losses/infonce_explicit_negatives_cosine_b3k5d8_t0p2";

    [Test]
    public void Run_OptionalFieldsMissing_Passes()
    {
        JsonObject json = GoldenFiles.Json("losses/infonce_explicit_negatives_cosine_b3k2d9_t0p1_large");
        foreach (string name in new[] { "notes", "verification", "source", "expected_alternatives", "unspecified_gradient_rows" })
        {
            json.Remove(name);
        }

        json["expected"]!.AsObject().Remove("none");
        json["parameters"]!.AsObject().Remove("similarity");

        GoldenFiles.Run(json).Status.ShouldBe(CaseStatus.Passed);
    }

    [Test]
    public void Run_EdgesWithoutWeights_WeighOne()
    {
        JsonObject json = GoldenFiles.Json("losses/graph_laplacian_unnorm_n6d4e8_l1");
        JsonObject unweighted = json.DeepClone().AsObject();
        json["inputs"]!["weights"]!["data"] = new JsonArray([.. Enumerable.Repeat(1, 8).Select(static weight => JsonValue.Create(weight))]);
        unweighted["inputs"]!.AsObject().Remove("weights");

        GoldenFiles.Run(unweighted).Worst.ShouldNotBeNull().Got.ShouldBe(GoldenFiles.Run(json).Worst.ShouldNotBeNull().Got);
    }

    [TestCase("losses/infonce_in_batch_cosine_b6d16_t0p05", "similarity")]
    [TestCase("optimizers/sgd_plain", "momentum", "dampening", "nesterov", "weight_decay", "optimizer")]
    [TestCase("optimizers/adam_default", "betas", "eps", "weight_decay", "amsgrad")]
    [TestCase("optimizers/adamw_default", "betas", "eps", "weight_decay", "amsgrad")]
    [TestCase("optimizers/nadam_default", "betas", "eps", "weight_decay", "momentum_decay")]
    [TestCase("optimizers/radam_default", "betas", "eps", "weight_decay")]
    [TestCase("optimizers/adamax_default", "betas", "eps", "weight_decay")]
    [TestCase("optimizers/adagrad_default", "eps", "lr_decay", "initial_accumulator_value", "weight_decay")]
    [TestCase("optimizers/rmsprop_default", "alpha", "eps", "momentum", "centered", "weight_decay")]
    [TestCase("optimizers/lion_default", "betas", "weight_decay")]
    [TestCase("optimizers/clip_norm2_active", "norm_type")]
    [TestCase("schedulers/linear_lr_warmup10", "end_factor")]
    [TestCase("schedulers/warmup_cosine_w10n100", "num_cycles")]
    [TestCase("schedulers/constant_lr_f0p3333", "factor")]
    [TestCase("schedulers/temperature_annealing_step_1_0p1_t100_s10", "step_size")]
    [TestCase("mining/hardest_topk_batch_n8d16_k3", "similarity")]
    [TestCase("mining/semi_hard_a4m20d8_m1", "distance")]
    [TestCase("mining/distance_weighted_wu_n9d8", "cutoff", "nonzero_loss_cutoff")]
    [TestCase("mining/margin_filter_absolute", "relative_margin", "max_score", "min_score", "k")]
    public void Run_ParametersMissing_HaveTheirDefaults(string name, params string[] parameters)
    {
        JsonObject json = GoldenFiles.Json(name);
        foreach (string parameter in parameters)
        {
            json["parameters"]!.AsObject().Remove(parameter).ShouldBeTrue();
        }

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Passed, string.Empty));
    }

    [Test]
    public void Run_NoExclusionsGiven_MinesAmongAllCandidates()
    {
        JsonObject json = GoldenFiles.Json("mining/hardest_topk_pool_a3m12d6_k5");
        foreach (string input in new[] { "anchor_index", "positive_index", "anchor_labels", "candidate_labels" })
        {
            json["inputs"]!.AsObject().Remove(input).ShouldBeTrue();
        }

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Passed, string.Empty));
    }

    [Test]
    public void Run_LearningRateMissingForAStep_Fails()
    {
        JsonObject json = GoldenFiles.Json("optimizers/sgd_plain");
        json["parameters"]!["learning_rates"]!.AsArray().RemoveAt(0);

        GoldenFiles.Run(json).Reason.ShouldBe("Expected a learning rate for each of the 12 steps, but got 11.");
    }

    [Test]
    public void Run_GradientMissingInAStep_Fails()
    {
        JsonObject json = GoldenFiles.Json("optimizers/sgd_plain");
        json["inputs"]!["gradients"]![3]!.AsArray().RemoveAt(0);

        GoldenFiles.Run(json).Reason.ShouldBe("Expected 41 gradients in a step, one for each parameter, but got 40.");
    }

    [Test]
    public void Run_StepThatTheOptimizerSkips_Fails()
    {
        JsonObject json = GoldenFiles.Json("optimizers/sgd_plain");
        json["inputs"]!["gradients"]![3]![0]!["data"]![0] = 1e39;

        GoldenFiles.Run(json).Reason.ShouldBe("InvalidOperationException: Expected every step to be taken, but step 4 was SkippedNonFiniteGradient.");
    }

    [Test]
    public void Run_OneDecayRate_Fails()
    {
        JsonObject json = GoldenFiles.Json("optimizers/adam_default");
        json["parameters"]!["betas"]!.AsArray().RemoveAt(0);

        GoldenFiles.Run(json).Reason.ShouldBe("Expected two numbers in parameters.betas.");
    }

    [Test]
    public void Run_LibraryRefusesTheInputs_FailsWithItsMessage()
    {
        JsonObject json = GoldenFiles.Json(InfoNce);
        json["parameters"]!["temperature"] = 0;

        GoldenFiles.Run(json).Reason.ShouldStartWith("ArgumentOutOfRangeException: Expected a temperature in [0.0001, 10000], but got 0.");
    }

    [TestCase(InfoNce, "variant", "triangular", "variant 'triangular' of infonce is not implemented")]
    [TestCase(InfoNce, "similarity", "manhattan", "similarity 'manhattan' is not cosine or dot")]
    [TestCase("losses/graph_laplacian_sym_n6d4e8_l1", "laplacian", "random_walk", "Laplacian 'random_walk' is not unnormalized or symmetric_normalized")]
    [TestCase("optimizers/clip_norm1", "norm_type", 3, "norm_type '3' is not 1, 2 or inf")]
    [TestCase("mining/semi_hard_a4m20d8_m1", "distance", "manhattan", "distance 'manhattan' is not euclidean, squared_euclidean or cosine_distance")]
    [TestCase("schedulers/warmup_cosine_w10n100", "num_cycles", 2, "num_cycles is 2, but our cosine is half a wave (0.5)")]
    [TestCase("schedulers/warmup_linear_w10n100", "num_training_steps", 10, "the warm-up is as long as the training, but our schedules have 1 or more steps after it")]
    [TestCase("schedulers/constant_lr_f0p3333", "factor", 0, "factor is 0, but our staircase is one of temperatures in [0.0001, 10000]")]
    [TestCase("schedulers/linear_lr_decay40", "total_iters", 0, "total_iters is 0, but our schedules have 1 or more steps")]
    [TestCase("schedulers/one_cycle_lr_cos100", "pct_start", 0.255, "pct_start times total_steps is 25.5, but our peak is at a whole step")]
    [TestCase("schedulers/temperature_annealing_step_1_0p1_t100_s10", "step_size", 101, "step_size is 101, but our stairs have from 1 step to all 100")]
    [TestCase("schedulers/temperature_annealing_linear_1_0p07_t100", "decay", "cubic", "decay 'cubic' is not linear, exponential, cosine or step")]
    public void Run_ParameterThatTheLibraryCannotExpress_IsSkippedWithTheReason(string name, string parameter, object value, string reason)
    {
        JsonObject json = GoldenFiles.Json(name);
        json["parameters"]![parameter] = JsonValue.Create(value);

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Skipped, reason));
    }

    [Test]
    public void Run_RelativeMarginOfANegativePositiveScore_IsSkippedWithTheReason()
    {
        JsonObject json = GoldenFiles.Json("mining/margin_filter_relative");
        json["inputs"]!["positive_scores"]!["data"]![0] = -0.5;

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(
            CaseStatus.Skipped, "a relative margin of a negative positive score: the case takes positive * (1 - margin), our filter positive - |positive| * margin"));
    }

    [Test]
    public void Run_UnknownReduction_IsSkippedWithTheReason()
    {
        JsonObject json = GoldenFiles.Json(InfoNce);
        json["expected"]!["avg_non_zero"] = json["expected"]!["mean"]!.DeepClone();

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Skipped, "reduction 'avg_non_zero' is not mean, sum or none"));
    }

    [Test]
    public void Run_RankingWithoutJudgement_Fails()
    {
        JsonObject json = GoldenFiles.Json("retrieval/hand_small");
        json["inputs"]!["relevant"]!.AsArray().RemoveAt(0);

        GoldenFiles.Run(json).Reason.ShouldBe("Expected relevant items and grades for each of the 2 rankings, but got 1.");
    }

    [Test]
    public void Run_QueryWithoutRelevantItems_HasNoValueAndIsLeftOutOfTheMean()
    {
        JsonObject json = GoldenFiles.Json("retrieval/none_found");
        json["inputs"] = JsonNode.Parse("""{"rankings": [[1, 2], [3]], "relevant": [[], [3]]}""");
        json["expected"] = JsonNode.Parse("""{"at_k": [{"k": 1, "mean": {"mrr": 1}, "per_query": {"mrr": [null, 1]}}], "tolerance": {"rel": 0, "abs": 0}}""");

        GoldenFiles.Run(json).ShouldBe(new CaseOutcome(CaseStatus.Passed, string.Empty));
        GoldenFiles.Run(json.WithExpected("at_k[0].per_query.mrr", 0, 0)).Worst.ShouldNotBeNull().ToString().ShouldBe("at_k[0].per_query.mrr[0]: expected 0, got no value, allowed 0");
    }
}

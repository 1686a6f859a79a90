using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>SigLIP over pairs. The case differentiates by the scale, the library by its logarithm.</summary>
internal sealed class SigLipCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["siglip"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        PairedInputs inputs = new(golden);
        float scale = golden.Inputs.Tensor("logit_scale").OfShape().ToSingles()[0];
        float bias = golden.Inputs.Tensor("logit_bias").OfShape().ToSingles()[0];
        LossCases.Compare(golden, comparison, reduction =>
        {
            SigLipLoss loss = new(new SigLipOptions { Scale = scale, Bias = bias, Measure = LossCases.Similarity(golden), Reduction = reduction });
            LossEvaluation evaluation = inputs.Evaluate(loss, PairRelations.InBatch(inputs.Anchors));
            Dictionary<string, float[]> gradients = new(evaluation.Gradients)
            {
                ["logit_scale"] = [loss.Parameters["log_scale"].Gradients[0] / scale],
                ["logit_bias"] = [loss.Parameters["bias"].Gradients[0]],
            };
            return evaluation with { Gradients = gradients };
        });
    }
}

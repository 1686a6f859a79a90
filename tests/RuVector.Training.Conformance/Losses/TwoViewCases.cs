using RuVector.Training.Losses;

namespace RuVector.Training.Conformance;

/// <summary>Losses of two views, x and y: VICReg, Barlow Twins, alignment and uniformity.</summary>
internal sealed class TwoViewCases : ICaseRunner
{
    public IReadOnlyList<string> Functions => ["vicreg", "barlow_twins", "alignment_uniformity"];

    public void Run(GoldenCase golden, Comparison comparison)
    {
        GoldenTensor x = golden.Inputs.Tensor("x").OfShape(-1, -1);
        GoldenTensor y = golden.Inputs.Tensor("y").OfShape(x.Rows, x.Columns);
        ILoss loss = LossOf(golden, component: null);
        LossCases.Compare(golden, comparison, _ => Evaluate(loss, x, y), Component);

        // Off the diagonal is what remains without the diagonal, which has no weight.
        double Component(string name) => Evaluate(LossOf(golden, name), x, y).Value - (name == "off_diagonal" ? Component("on_diagonal") : 0);
    }

    private static LossEvaluation Evaluate(ILoss loss, GoldenTensor x, GoldenTensor y)
    {
        float[] byX = new float[x.Length];
        float[] byY = new float[y.Length];
        LossResult result = loss.Evaluate(
            ContrastiveBatch.InBatch(new(x.ToSingles(), x.Rows, x.Columns), new(y.ToSingles(), y.Rows, y.Columns)),
            new LossOutputs { AnchorGradients = new MatrixSpan(byX, x.Rows, x.Columns), CandidateGradients = new MatrixSpan(byY, y.Rows, y.Columns) });
        return new(result.Value, new Dictionary<string, float[]> { ["x"] = byX, ["y"] = byY }, []);
    }

    /// <summary>Makes the loss, or one of its parts with weight 1.</summary>
    private static ILoss LossOf(GoldenCase golden, string? component)
    {
        GoldenObject parameters = golden.Parameters;
        return golden.Function switch
        {
            "vicreg" => new VicRegLoss(new VicRegOptions
            {
                InvarianceWeight = Weight("invariance", "invariance"),
                VarianceWeight = Weight("variance", "variance"),
                CovarianceWeight = Weight("covariance", "covariance"),
                Epsilon = (float)parameters.Number("eps"),
            }),
            "barlow_twins" => new BarlowTwinsLoss(new BarlowTwinsOptions { RedundancyWeight = Weight("off_diagonal", "lambda"), Epsilon = (float)parameters.Number("eps") }),
            _ => new AlignmentUniformityLoss(new AlignmentUniformityOptions
            {
                Alpha = (float)parameters.Number("alpha"),
                UniformityScale = (float)parameters.Number("t"),
                AlignmentWeight = Weight("alignment", "alignment_weight"),
                UniformityWeight = Weight("uniformity", "uniformity_weight"),
                Normalize = parameters.Flag("normalize", true),
            }),
        };

        float Weight(string name, string parameter) => component is null ? (float)parameters.Number(parameter) : component == name ? 1 : 0;
    }
}

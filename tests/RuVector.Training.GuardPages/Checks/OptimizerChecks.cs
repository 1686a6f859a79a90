using RuVector.Training.Optimizers;
using RuVector.Training.TestKit;

namespace RuVector.Training.GuardPages;

/// <summary>Two steps of optimizers with none to three moments, with and without weight decay, and of those that step tensor by tensor: over a vector, and over the rows of a table.</summary>
internal static class OptimizerChecks
{
    private const int Steps = 2;
    private static readonly int[] s_rows = [1, 0];

    private delegate void OracleStep(double[] parameters, ReadOnlySpan<float> gradients, int step, double learningRate);

    public static Findings Run()
    {
        Findings findings = new("optimizers");
        GuardedFloats parameters = new(2 * RowChecks.LongestRow), gradients = new(2 * RowChecks.LongestRow);
        for (int length = 0; length <= RowChecks.LongestRow; length++)
        {
            foreach (Case its in Cases(length))
            {
                CheckVector(findings, its, parameters, gradients);
                if (its.Create() is ISparseOptimizer)
                {
                    CheckRows(findings, its, parameters, gradients);
                }
            }
        }

        return findings;
    }

    private static Case[] Cases(int n)
    {
        double[] none = new double[n], momentum = new double[n], m = new double[n], v = new double[n], m2 = new double[n], v2 = new double[n], largest = new double[n];
        double[] m3 = new double[n], square = new double[n], b = new double[n], average = new double[n], m4 = new double[n], v4 = new double[n], v5 = new double[n], average5 = new double[n], m6 = new double[n], v6 = new double[n], sum = [0];
        return
        [
            new("Sgd", n, static () => new SgdOptimizer(), (p, g, step, rate) => OptimizerOracle.Sgd(p, g, none, step, rate)),
            new("Sgd with momentum", n, static () => new SgdOptimizer(new SgdOptions { Momentum = 0.5f, WeightDecay = 0.0625f }),
                (p, g, step, rate) => OptimizerOracle.Sgd(p, g, momentum, step, rate, momentum: 0.5, weightDecay: 0.0625)),
            new("AdamW", n, static () => new AdamWOptimizer(), (p, g, step, rate) => OptimizerOracle.Adam(p, g, m, v, step, rate, 0.9f, 0.999f, 1e-8f, decoupledDecay: 0.01f)),
            new("Adam with AMSGrad", n, static () => new AdamOptimizer(new AdamOptions { AmsGrad = true, WeightDecay = 0.0625f }),
                (p, g, step, rate) => OptimizerOracle.Adam(p, g, m2, v2, step, rate, 0.9f, 0.999f, 1e-8f, coupledDecay: 0.0625, largest: largest)),
            new("Lion", n, static () => new LionOptimizer(), (p, g, _, rate) => OptimizerOracle.Lion(p, g, m3, rate, 0.9f, 0.99f, 0)),
            new("RmsProp, centred with momentum", n, static () => new RmsPropOptimizer(new RmsPropOptions { Centered = true, Momentum = 0.5f }),
                (p, g, _, rate) => OptimizerOracle.RmsProp(p, g, square, b, rate, 0.99f, 1e-8f, 0.5, 0, average)),
            new("RowWiseAdagrad", n, static () => new RowWiseAdagradOptimizer(), (p, g, step, rate) => OptimizerOracle.RowWiseAdagrad(p, g, sum, step, rate)),
            new("Lamb", n, static () => new LambOptimizer(), (p, g, step, rate) => TensorOptimizerOracle.Lamb(p, g, m4, v4, step, rate, 0.9f, 0.999f, 1e-6f, 0.01f)),
            new("Adafactor", n, static () => new AdafactorOptimizer(), (p, g, step, rate) => TensorOptimizerOracle.Adafactor(p, g, v5, [], average5, step, Math.Min(rate, 1 / Math.Sqrt(step)), 1e-3)),
            new("Muon", n, static () => new MuonOptimizer(), (p, g, step, rate) => OptimizerOracle.Adam(p, g, m6, v6, step, rate, 0.9f, 0.999f, 1e-8f, decoupledDecay: 0.1f)),
        ];
    }

    private static void CheckVector(Findings findings, Case its, GuardedFloats parameters, GuardedFloats gradients)
    {
        float[] start = new Operand(1, its.Length, gap: 0, seed: 1).Values, gradient = new Operand(1, its.Length, gap: 0, seed: 2).Values;
        float[] first = [.. start];
        double[] expected = Array.ConvertAll(start, static value => (double)value);
        double learningRate = StepAll(its, first, gradient);
        for (int step = 1; step <= Steps; step++)
        {
            its.Oracle(expected, gradient, step, learningRate);
        }

        findings.AddResult(first);
        for (int i = 0; i < first.Length; i++)
        {
            findings.AddError(first[i], expected[i], 1e-6 * Math.Max(1, Math.Abs(expected[i])), its);
        }

        foreach (Place place in Place.All)
        {
            Span<float> result = parameters.Put(start, place);
            StepAll(its, result, gradients.Put(gradient, place));
            findings.AddRun(result, first, its, place, parameters, gradients);
        }
    }

    private static void CheckRows(Findings findings, Case its, GuardedFloats table, GuardedFloats gradients)
    {
        Operand start = new(2, its.Length, gap: 0, seed: 1), gradient = new(2, its.Length, gap: 0, seed: 2);
        float[] first = [.. start.Values];
        StepAllRows(its, start.View(first), gradient.View(gradient.Values));
        findings.AddResult(first);
        foreach (Place place in Place.All)
        {
            Span<float> result = table.Put(start.Values, place);
            StepAllRows(its, start.View(result), gradient.View(gradients.Put(gradient.Values, place)));
            findings.AddRun(result, first, its with { Name = $"{its.Name}, by row" }, place, table, gradients);
        }
    }

    private static void StepAllRows(Case its, MatrixSpan table, ReadOnlyMatrixSpan gradients)
    {
        ISparseOptimizer optimizer = (ISparseOptimizer)its.Create();
        for (int step = 0; step < Steps; step++)
        {
            optimizer.StepRows(table, s_rows, gradients);
        }
    }

    private static float StepAll(Case its, Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        IOptimizer optimizer = its.Create();
        for (int step = 0; step < Steps; step++)
        {
            optimizer.Step(parameters, gradients);
        }

        return optimizer.LearningRate;
    }

    private sealed record Case(string Name, int Length, Func<IOptimizer> Create, OracleStep Oracle)
    {
        public override string ToString() => $"{Name} of {Length}";
    }
}

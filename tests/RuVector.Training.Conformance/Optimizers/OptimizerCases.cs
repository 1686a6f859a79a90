using RuVector.Training.Optimizers;

namespace RuVector.Training.Conformance;

/// <summary>What all cases of optimizers have in common: a trajectory, perhaps with clipped gradients, and the state at its end.</summary>
internal static class OptimizerCases
{
    /// <summary>Steps through the case and compares parameters and state.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Where results go.</param>
    /// <param name="create">Makes the optimizer with its first learning rate.</param>
    /// <param name="learningRate">The learning rate of all steps, where those of the case are to be ignored.</param>
    public static void Compare(GoldenCase golden, Comparison comparison, Func<float, IOptimizer> create, float? learningRate = null)
    {
        GoldenTensor[][] gradients = golden.Inputs.TensorLists("gradients");
        double[] rates = golden.Parameters.Numbers("learning_rates");
        if (rates.Length != gradients.Length || rates.Length == 0)
        {
            throw new GoldenFormatException($"Expected a learning rate for each of the {gradients.Length} steps, but got {rates.Length}.");
        }

        ParameterSet parameters = ParametersOf(golden.Inputs.Tensors("params"));
        Dictionary<int, int> recorded = Enumerable.Range(0, golden.Expected.Count("params_after_step")).ToDictionary(i => comparison.Key($"params_after_step[{i}].step"));
        IOptimizer optimizer = create(learningRate ?? (float)rates[0]);
        for (int step = 1; step <= gradients.Length; step++)
        {
            Step(golden, optimizer, parameters, gradients[step - 1], learningRate ?? (float)rates[step - 1]);
            if (recorded.TryGetValue(step, out int record))
            {
                CompareSegments(comparison, $"params_after_step[{record}].params", parameters, golden.Expected.Tolerance("tolerance.params"));
            }
        }

        CompareState(golden, comparison, optimizer.ExportState());
    }

    private static ParameterSet ParametersOf(GoldenTensor[] tensors)
    {
        ParameterSet parameters = new(tensors.Select(static (tensor, index) => new ParameterShape($"tensor {index}", [.. tensor.Shape])));
        tensors.SelectMany(static tensor => tensor.ToSingles()).ToArray().CopyTo(parameters.Values);
        return parameters;
    }

    private static void Step(GoldenCase golden, IOptimizer optimizer, ParameterSet parameters, GoldenTensor[] gradients, float learningRate)
    {
        float[] flat = [.. gradients.SelectMany(static tensor => tensor.ToSingles())];
        if (flat.Length != parameters.Gradients.Length)
        {
            throw new GoldenFormatException($"Expected {parameters.Gradients.Length} gradients in a step, one for each parameter, but got {flat.Length}.");
        }

        flat.CopyTo(parameters.Gradients);
        if (golden.Parameters.OptionalNumber("clip_grad_norm") is double bound)
        {
            GradientClipping.ByGlobalNorm(parameters, (float)bound);
        }

        optimizer.LearningRate = learningRate;
        StepOutcome outcome = optimizer.Step(parameters);
        if (outcome != StepOutcome.Taken)
        {
            throw new InvalidOperationException($"Expected every step to be taken, but step {optimizer.StepCount + 1} was {outcome}.");
        }
    }

    private static void CompareSegments(Comparison comparison, string path, ParameterSet parameters, GoldenTolerance tolerance)
    {
        for (int i = 0; i < parameters.Segments.Length; i++)
        {
            comparison.Singles($"{path}[{i}]", parameters.Segments[i].Values, tolerance);
        }
    }

    /// <summary>Compares the state: tensors as long as the layout under their names, and tensors of one segment as <c>segment.name</c>.</summary>
    private static void CompareState(GoldenCase golden, Comparison comparison, OptimizerState state)
    {
        int start = 0;
        for (int i = 0; i < state.Layout.Count; i++)
        {
            (string segment, int length) = (state.Layout[i].Name + '.', state.Layout[i].Length);
            foreach ((string key, float[] values) in state.Tensors)
            {
                bool isOfSegment = key.StartsWith(segment, StringComparison.Ordinal);
                string name = isOfSegment ? key[segment.Length..] : key;
                if (golden.Expected.Has($"state_after_last[{i}].{name}"))
                {
                    comparison.Singles($"state_after_last[{i}].{name}", isOfSegment ? values : values.AsSpan(start, length), golden.Expected.Tolerance($"tolerance.{name}"));
                }
            }

            foreach ((string name, double value) in state.Scalars.Where(number => golden.Expected.Has($"state_after_last[{i}].{number.Key}")))
            {
                comparison.Number($"state_after_last[{i}].{name}", value, golden.Expected.Tolerance($"tolerance.{name}"));
            }

            start += length;
        }
    }
}

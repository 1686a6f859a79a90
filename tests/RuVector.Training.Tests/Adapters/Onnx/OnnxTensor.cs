namespace RuVector.Training.Tests.Adapters;

/// <summary>A tensor of double values, row-major, with what the operators of the exported models need: broadcasting, and sums along an axis.</summary>
internal sealed record OnnxTensor(int[] Shape, double[] Values)
{
    /// <summary>Gets the value at a position; sizes of 1, and missing ones in front, are repeated.</summary>
    public double At(ReadOnlySpan<int> position)
    {
        int index = 0;
        ReadOnlySpan<int> own = position[(position.Length - Shape.Length)..];
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            index = (index * Shape[axis]) + (Shape[axis] == 1 ? 0 : own[axis]);
        }

        return Values[index];
    }

    public static OnnxTensor Elementwise(Func<double[], double> function, params OnnxTensor[] inputs)
    {
        int rank = inputs.Max(static input => input.Shape.Length);
        int[] shape = [.. Enumerable.Range(0, rank).Select(axis => inputs.Max(input => axis < rank - input.Shape.Length ? 1 : input.Shape[axis - rank + input.Shape.Length]))];
        return Of(shape, position => function([.. inputs.Select(input => input.At(position))]));
    }

    /// <summary>Folds the values along an axis, which stays with size 1.</summary>
    public OnnxTensor Fold(int axis, Func<IEnumerable<double>, double> fold) => Of([.. Shape.Select((size, i) => i == axis ? 1 : size)], position =>
        fold(Enumerable.Range(0, Shape[axis]).Select(i => At([.. position.Select((p, a) => a == axis ? i : p)])).ToArray()));

    /// <summary>Matrix product over the last axis; the second factor is a matrix.</summary>
    public OnnxTensor Multiply(OnnxTensor matrix) => Of([.. Shape[..^1], matrix.Shape[1]], position =>
        Enumerable.Range(0, Shape[^1]).Sum(i => At([.. position[..^1], i]) * matrix.At([i, position[^1]])));

    private static OnnxTensor Of(int[] shape, Func<int[], double> value)
    {
        double[] values = new double[shape.Aggregate(1, static (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
        {
            int[] position = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = i; axis >= 0; axis--)
            {
                (position[axis], rest) = (rest % shape[axis], rest / shape[axis]);
            }

            values[i] = value(position);
        }

        return new(shape, values);
    }
}

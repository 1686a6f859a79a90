using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>The state tensors of an optimizer that knows the shapes of its parameters.</summary>
/// <remarks>Exported are: a tensor that is as long as the parameters under its name; any other one for each segment that has it, as <c>segment.name</c>.</remarks>
internal sealed class SegmentBuffers(SegmentTensor[] tensors)
{
    private readonly float[][] _values = Array.ConvertAll(tensors, static _ => Array.Empty<float>());
    private readonly float[][] _saved = Array.ConvertAll(tensors, static _ => Array.Empty<float>());
    private int[][] _starts = [];

    /// <summary>Gets a tensor of a segment.</summary>
    public Span<float> this[int tensor, int segment] => _values[tensor].AsSpan(_starts[tensor][segment].._starts[tensor][segment + 1]);

    /// <summary>Gets a tensor of all segments.</summary>
    public Span<float> this[int tensor] => _values[tensor];

    /// <summary>Makes room; values are zero, and memory of the right length is kept.</summary>
    public void Clear(ParameterLayout layout)
    {
        _starts = StartsOf(layout);
        for (int i = 0; i < tensors.Length; i++)
        {
            int length = _starts[i][^1];
            if (_values[i].Length == length)
            {
                Array.Clear(_values[i]);
            }
            else
            {
                _values[i] = new float[length];
            }
        }
    }

    public void Write(StateWriter writer, ParameterLayout layout)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Length is null)
            {
                writer.Add(tensors[i].Name, _values[i]);
                continue;
            }

            for (int segment = 0; segment < layout.Shapes.Length; segment++)
            {
                if (!this[i, segment].IsEmpty)
                {
                    writer.Add(NameOf(tensors[i], layout.Shapes[segment]), this[i, segment]);
                }
            }
        }
    }

    /// <summary>Reads the tensors; what is returned puts them into place.</summary>
    public Action Read(StateReader reader)
    {
        int length = reader.Length;
        int[][] starts = StartsOf(reader.Layout);
        float[][] values = Array.ConvertAll(tensors, tensor => tensor.Length is null
            ? reader.Tensor(tensor.Name, length, tensor.IsNonNegative)
            : [.. reader.Layout.Shapes
                .Where(shape => tensor.LengthOf(shape) > 0)
                .SelectMany(shape => reader.Tensor(NameOf(tensor, shape), tensor.LengthOf(shape), tensor.IsNonNegative))]);
        return () =>
        {
            values.CopyTo(_values, 0);
            _starts = starts;
        };
    }

    /// <summary>The size of the largest gradient that the state could come from: of averages of squares, the root counts. NaN or an infinity when some value is one.</summary>
    public float LargestMagnitude()
    {
        float largest = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            float magnitude = Magnitude.Largest(_values[i]);
            largest = Math.Max(largest, tensors[i].IsNonNegative ? MathF.Sqrt(magnitude) : magnitude);
        }

        return largest;
    }

    /// <summary>Keeps a copy; its memory stays for the next one.</summary>
    public void Save()
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            if (_saved[i].Length != _values[i].Length)
            {
                _saved[i] = new float[_values[i].Length];
            }

            _values[i].CopyTo(_saved[i], 0);
        }
    }

    /// <summary>Goes back to the copy.</summary>
    public void Restore()
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            (_values[i], _saved[i]) = (_saved[i], _values[i]);
        }
    }

    private static string NameOf(SegmentTensor tensor, ParameterShape shape) => $"{shape.Name}.{tensor.Name}";

    /// <summary>Where each segment starts in each tensor, and where the last one ends.</summary>
    private int[][] StartsOf(ParameterLayout layout) => Array.ConvertAll(tensors, tensor =>
    {
        int[] starts = new int[layout.Shapes.Length + 1];
        for (int segment = 0; segment < layout.Shapes.Length; segment++)
        {
            starts[segment + 1] = starts[segment] + tensor.LengthOf(layout.Shapes[segment]);
        }

        return starts;
    });
}

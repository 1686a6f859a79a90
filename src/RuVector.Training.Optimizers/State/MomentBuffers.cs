using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>Name of a state tensor that has one value for each parameter.</summary>
/// <param name="Name">Its name in an exported state.</param>
/// <param name="IsNonNegative">Whether it is an average of squares or magnitudes.</param>
/// <param name="Start">Its values before the first step.</param>
internal readonly record struct Moment(string Name, bool IsNonNegative = false, float Start = 0);

/// <summary>The moments of an optimizer, each as long as the parameters.</summary>
internal sealed class MomentBuffers(Moment[] moments)
{
    private readonly float[][] _values = Array.ConvertAll(moments, static _ => Array.Empty<float>());

    public Span<float> this[int index] => _values[index];

    /// <summary>Makes room; values are those before the first step, and memory of the right length is kept.</summary>
    public void Clear(int length)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i].Length != length)
            {
                _values[i] = new float[length];
            }

            Array.Fill(_values[i], moments[i].Start);
        }
    }

    public void Write(StateWriter writer)
    {
        for (int i = 0; i < moments.Length; i++)
        {
            writer.Add(moments[i].Name, _values[i]);
        }
    }

    /// <summary>Reads the moments; what is returned puts them into place.</summary>
    public Action Read(StateReader reader, int length)
    {
        float[][] values = Array.ConvertAll(moments, moment => reader.Tensor(moment.Name, length, moment.IsNonNegative));
        return () => values.CopyTo(_values, 0);
    }

    /// <summary>The largest absolute value of all moments.</summary>
    public float LargestMagnitude()
    {
        float largest = 0;
        foreach (float[] values in _values)
        {
            largest = Math.Max(largest, Magnitude.Largest(values));
        }

        return largest;
    }
}

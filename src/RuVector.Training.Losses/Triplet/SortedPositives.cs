using RuVector.Training.Numerics;

namespace RuVector.Training.Losses;

/// <summary>The distances of a row's positives in ascending order, each with a bound added; a negative is placed among them by bisection.</summary>
internal readonly ref struct SortedPositives : IDisposable
{
    private readonly RentedArray<double> _bounds;
    private readonly RentedArray<int> _order;

    /// <summary>Sorts the positives of a row.</summary>
    /// <param name="scores">The scores of the positives.</param>
    /// <param name="sign">The derivative of the distance by the score.</param>
    /// <param name="margin">Added to every distance.</param>
    public SortedPositives(ReadOnlySpan<float> scores, float sign, double margin)
    {
        _bounds = new(scores.Length);
        _order = new(scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            (_bounds.Span[i], _order.Span[i]) = ((sign * (double)scores[i]) + margin, i);
        }

        _bounds.Span.Sort(_order.Span);
    }

    /// <summary>Gets distance plus margin, ascending.</summary>
    public ReadOnlySpan<double> Bounds => _bounds.Span;

    /// <summary>Gets the position in the row of each.</summary>
    public ReadOnlySpan<int> Order => _order.Span;

    public void Dispose()
    {
        _bounds.Dispose();
        _order.Dispose();
    }

    /// <summary>Counts the bounds below a distance.</summary>
    public int CountBelow(double distance) => Count(distance, includingEqual: false);

    /// <summary>Counts the bounds up to a distance.</summary>
    public int CountUpTo(double distance) => Count(distance, includingEqual: true);

    private int Count(double distance, bool includingEqual)
    {
        ReadOnlySpan<double> bounds = _bounds.Span;
        (int low, int high) = (0, bounds.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (bounds[middle] < distance || (includingEqual && bounds[middle] == distance))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

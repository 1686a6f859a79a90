namespace RuVector.Training.Numerics;

/// <summary>Turns one row of relations and its scores against the shared negatives into a <see cref="ScoreRow"/>, and its derivatives back.</summary>
/// <remarks>
/// <see cref="Gather"/> takes the exceptions (positives, ignored, the anchor itself) out of the scores against <see cref="PairRelations.SharedNegatives"/>, closes the
/// gaps, and appends the negatives outside the shared range, so that all negatives lie together: shared, own, listed. <see cref="Scatter"/> undoes exactly that for the derivatives.
/// </remarks>
internal ref struct RowGatherer
{
    private readonly PairRelations _relations;
    private readonly IndexRange _shared;
    private readonly ReadOnlySpan<int> _dropped;
    private readonly Span<int> _exceptionBuffer;
    private readonly Span<int> _extraBuffer;
    private readonly Span<int> _positiveBuffer;
    private readonly Span<float> _positiveScores;
    private readonly Span<float> _positiveValues;
    private RelationRow _row;
    private int _exceptions;
    private int _extras;
    private int _positives;

    public RowGatherer(PairRelations relations, ReadOnlySpan<int> dropped, RowCapacity capacity, Span<int> indices, Span<float> values)
    {
        (_relations, _shared) = (relations, relations.SharedNegatives);
        _dropped = dropped;
        _exceptionBuffer = indices[..capacity.Exceptions];
        _extraBuffer = indices.Slice(capacity.Exceptions, capacity.Extras);
        _positiveBuffer = indices.Slice(capacity.Exceptions + capacity.Extras, capacity.Positives);
        _positiveScores = values[..capacity.Positives];
        _positiveValues = values.Slice(capacity.Positives, capacity.Positives);
    }

    /// <summary>Gets the pairs that were positives or negatives and are ignored, of the row that was read; the anchor with itself is not counted.</summary>
    public int MaskedPairs { get; private set; }

    public static int IndexLength(RowCapacity capacity) => checked(capacity.Exceptions + capacity.Extras + capacity.Positives);

    /// <summary>Reads which candidates the row is about; their scores are not needed yet.</summary>
    public void Read(int row)
    {
        _row = _relations.GetRow(row);
        (_exceptions, _extras, _positives) = (0, 0, 0);
        MaskedPairs = CountMasked();
        for (int i = 0; i < _row.Positives.Length; i++)
        {
            if (!IsLeftOut(_row.Positives[i]))
            {
                if (!_row.PositiveValues.IsEmpty)
                {
                    _positiveValues[_positives] = _row.PositiveValues[i];
                }

                _positiveBuffer[_positives++] = _row.Positives[i];
            }
        }

        for (int candidate = _row.OwnNegatives.Start; candidate < _row.OwnNegatives.End; candidate++)
        {
            AddExtra(candidate);
        }

        foreach (int candidate in _row.Negatives)
        {
            AddExtra(candidate);
        }

        ReadExceptions();
    }

    /// <summary>Gets the anchor of the row that was read.</summary>
    public readonly int Anchor => _row.Anchor;

    /// <summary>Lays the scores of the row out for a row function.</summary>
    /// <param name="row">The row.</param>
    /// <param name="operands">Where scores outside the shared range come from.</param>
    /// <param name="anchor">The anchor's vector.</param>
    /// <param name="shared">Scores of the shared range.</param>
    /// <param name="scores">Overwritten with the scores of the negatives; may begin where <paramref name="shared"/> begins.</param>
    /// <param name="negativeGradients">Room for the derivatives by the negatives, or empty; zeroed as far as the row uses it.</param>
    /// <param name="positiveGradients">Room for the derivatives by the positives, or empty.</param>
    /// <returns>The row.</returns>
    public readonly ScoreRow Gather(
        int row,
        scoped in ScoreOperands operands,
        ReadOnlySpan<float> anchor,
        ReadOnlySpan<float> shared,
        Span<float> scores,
        Span<float> negativeGradients,
        Span<float> positiveGradients)
    {
        for (int i = 0; i < _positives; i++)
        {
            int candidate = _positiveBuffer[i];
            _positiveScores[i] = _shared.Contains(candidate) ? shared[candidate - _shared.Start] : operands.Score(anchor, candidate);
        }

        int kept = CloseGaps(shared, scores);
        for (int i = 0; i < _extras; i++)
        {
            scores[kept + i] = operands.Score(anchor, _extraBuffer[i]);
        }

        int negatives = kept + _extras;
        bool wantsGradients = !negativeGradients.IsEmpty || !positiveGradients.IsEmpty;
        Span<float> byNegative = wantsGradients ? negativeGradients[..negatives] : [];
        Span<float> byPositive = wantsGradients ? positiveGradients[.._positives] : [];
        byNegative.Clear();
        byPositive.Clear();
        return new ScoreRow(_shared, _exceptionBuffer[.._exceptions], _extraBuffer[.._extras])
        {
            Row = row,
            Anchor = _row.Anchor,
            Positives = _positiveScores[.._positives],
            PositiveIndices = _positiveBuffer[.._positives],
            PositiveValues = _row.PositiveValues.IsEmpty ? [] : _positiveValues[.._positives],
            Negatives = scores[..negatives],
            PositiveGradients = byPositive,
            NegativeGradients = byNegative,
            WantsGradients = wantsGradients,
        };
    }

    /// <summary>Puts the derivatives of a row where their scores came from.</summary>
    /// <param name="derivatives">The derivatives by the negatives, as gathered; on return, those by the shared range.</param>
    /// <param name="byPositive">The derivatives by the positives.</param>
    /// <param name="listed">Receives what lies outside the shared range.</param>
    public readonly void Scatter(Span<float> derivatives, ReadOnlySpan<float> byPositive, scoped in ListedPairs listed)
    {
        int kept = _shared.Count - _exceptions;
        for (int i = 0; i < _extras; i++)
        {
            listed.Add(_extraBuffer[i], derivatives[kept + i]);
        }

        OpenGaps(derivatives);
        for (int i = 0; i < _positives; i++)
        {
            int candidate = _positiveBuffer[i];
            if (_shared.Contains(candidate))
            {
                derivatives[candidate - _shared.Start] = byPositive[i];
            }
            else
            {
                listed.Add(candidate, byPositive[i]);
            }
        }
    }

    private readonly int CloseGaps(ReadOnlySpan<float> shared, Span<float> scores)
    {
        int kept = _exceptions == 0 ? _shared.Count : _exceptionBuffer[0] - _shared.Start;
        shared[..kept].CopyTo(scores);
        for (int i = 0; i < _exceptions; i++)
        {
            int from = _exceptionBuffer[i] - _shared.Start + 1;
            int to = i + 1 < _exceptions ? _exceptionBuffer[i + 1] - _shared.Start : _shared.Count;
            shared[from..to].CopyTo(scores[kept..]);
            kept += to - from;
        }

        return kept;
    }

    private readonly void OpenGaps(Span<float> derivatives)
    {
        int kept = _shared.Count - _exceptions;
        for (int i = _exceptions - 1; i >= 0; i--)
        {
            int from = _exceptionBuffer[i] - _shared.Start + 1;
            int to = i + 1 < _exceptions ? _exceptionBuffer[i + 1] - _shared.Start : _shared.Count;
            kept -= to - from;
            derivatives.Slice(kept, to - from).CopyTo(derivatives[from..]);
            derivatives[from - 1] = 0;
        }
    }

    private void AddExtra(int candidate)
    {
        if (!IsLeftOut(candidate) && _row.Positives.BinarySearch(candidate) < 0)
        {
            _extraBuffer[_extras++] = candidate;
        }
    }

    private readonly bool IsLeftOut(int candidate) =>
        candidate == _row.Self || _row.Ignored.BinarySearch(candidate) >= 0 || _dropped.BinarySearch(candidate) >= 0;

    private void ReadExceptions()
    {
        if (_shared.Count == 0)
        {
            return;
        }

        AddExceptions(_row.Positives);
        int positives = _exceptions;
        AddExceptions(_row.Ignored);
        AddExceptions(_dropped);
        if (_shared.Contains(_row.Self))
        {
            _exceptionBuffer[_exceptions++] = _row.Self;
        }

        if (_exceptions > positives)
        {
            SortExceptions();
        }
    }

    private void AddExceptions(ReadOnlySpan<int> candidates)
    {
        foreach (int candidate in candidates)
        {
            if (_shared.Contains(candidate))
            {
                _exceptionBuffer[_exceptions++] = candidate;
            }
        }
    }

    private void SortExceptions()
    {
        Span<int> all = _exceptionBuffer[.._exceptions];
        all.Sort();
        int kept = 0;
        foreach (int candidate in all)
        {
            if (kept == 0 || all[kept - 1] != candidate)
            {
                all[kept++] = candidate;
            }
        }

        _exceptions = kept;
    }

    private readonly int CountMasked()
    {
        int masked = 0;
        foreach (int candidate in _row.Ignored)
        {
            bool wasPair = _shared.Contains(candidate) || _row.OwnNegatives.Contains(candidate)
                || _row.Positives.BinarySearch(candidate) >= 0 || _row.Negatives.BinarySearch(candidate) >= 0;
            masked += wasPair && candidate != _row.Self ? 1 : 0;
        }

        return masked;
    }
}

using RuVector.Training.Trainer;

namespace RuVector.Training.Hosting.Jobs;

/// <summary>Steps of a run in ascending order, of which every k-th is kept; k doubles whenever there are too many.</summary>
internal sealed class ThinnedHistory(int capacity)
{
    private readonly List<TrainingProgress> _kept = [];
    private long _offered;
    private long _stride = 1;

    public IReadOnlyList<TrainingProgress> Kept => _kept;

    public void Add(TrainingProgress progress)
    {
        if (_offered++ % _stride != 0)
        {
            return;
        }

        _kept.Add(progress);
        if (_kept.Count > capacity)
        {
            int index = 0;
            _kept.RemoveAll(_ => index++ % 2 != 0);
            _stride *= 2;
        }
    }

    /// <summary>Forgets a step and those after it: they are taken again.</summary>
    public void RemoveFrom(long step)
    {
        _kept.RemoveAll(progress => progress.Step >= step);
        _offered = _kept.Count * _stride;
    }
}

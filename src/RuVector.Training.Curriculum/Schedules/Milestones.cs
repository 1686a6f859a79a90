namespace RuVector.Training.Curriculum;

/// <summary>Steps at which something changes, in ascending order.</summary>
internal static class Milestones
{
    /// <summary>Counts the milestones at or before a position.</summary>
    public static int Passed(long[] milestones, long position)
    {
        int found = Array.BinarySearch(milestones, position);
        return found >= 0 ? found + 1 : ~found;
    }
}

namespace RuVector.Training.Curriculum;

/// <summary>Checks of how hard examples are.</summary>
internal static class DifficultyGuard
{
    public static void CheckFinite(ReadOnlySpan<float> difficulties, string paramName)
    {
        for (int i = 0; i < difficulties.Length; i++)
        {
            if (!float.IsFinite(difficulties[i]))
            {
                throw new NonFiniteValueException(paramName, i, 0, difficulties[i]);
            }
        }
    }
}

namespace RuVector.Training;

/// <summary>The numbers 0, 1, 2, ... as memory, so that a run of consecutive positives is a span without being stored for each row.</summary>
internal static class Ascending
{
    private static int[] s_numbers = [];

    /// <summary>An array that starts with 0, 1, ..., count - 1; shared, and to be read only.</summary>
    public static int[] To(int count)
    {
        int[] numbers = s_numbers;
        if (numbers.Length < count)
        {
            numbers = new int[(int)Math.Min(Array.MaxLength, Math.Max(count, numbers.Length * 2L))];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = i;
            }

            s_numbers = numbers;
        }

        return numbers;
    }
}

namespace RuVector.Training.Data;

/// <summary>What <see cref="SifPooling"/> learns from texts and vectors.</summary>
internal static class SifStatistics
{
    /// <summary>Counts, for each word, the texts that hold it.</summary>
    public static int[] CountTexts(RowNames words, IEnumerable<string> texts)
    {
        int[] counts = new int[words.Count];
        int[] lastText = new int[words.Count];
        int number = 0;
        foreach (string text in texts)
        {
            number++;
            foreach (ReadOnlySpan<char> token in new LetterRuns(text.ToLowerInvariant()))
            {
                if (words.TryGetRow(token, out int row) && lastText[row] != number)
                {
                    lastText[row] = number;
                    counts[row]++;
                }
            }
        }

        return counts;
    }

    /// <summary>Computes a / (a + p) of each word, p = (count + 1) / (sum of counts + V).</summary>
    public static double[] WeightsOf(int[] counts, double smoothing)
    {
        double total = counts.Sum(static count => (long)count) + counts.Length;
        return [.. counts.Select(count => smoothing / (smoothing + ((count + 1) / total)))];
    }

    /// <summary>Computes the mean of the rows.</summary>
    public static double[] MeanOf(ReadOnlyMatrixSpan vectors)
    {
        double[] mean = new double[vectors.Columns];
        for (int row = 0; row < vectors.Rows; row++)
        {
            for (int d = 0; d < mean.Length; d++)
            {
                mean[d] += vectors[row][d];
            }
        }

        for (int d = 0; d < mean.Length; d++)
        {
            mean[d] /= vectors.Rows;
        }

        return mean;
    }
}

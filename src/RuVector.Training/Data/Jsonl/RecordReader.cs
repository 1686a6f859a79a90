namespace RuVector.Training.Data;

/// <summary>Reads records line by line. Memory is linear in the longest line, plus the ids of labelled rows, plus what the sink keeps.</summary>
internal static class RecordReader
{
    /// <exception cref="TrainingDataException">A line is bad and there were <see cref="JsonlOptions.MaxBadLines"/> before it.</exception>
    public static LineCounts ReadAll(JsonlSource source, RecordKind kind, IRecordSink? sink)
    {
        JsonlGuard.Check(source.Options, kind);
        Utf8LineReader lines = new(source.Stream, source.Name) { AcceptsMarkAndCrLf = true };
        RecordParser parser = new(lines, kind, source.Options);
        using RejectWriter rejects = new(source.Options);
        long accepted = 0;
        long blank = 0;
        while (true)
        {
            source.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!lines.Read())
                {
                    return new LineCounts(accepted, rejects.Count, blank, lines.LineNumber);
                }

                if (!lines.Line.ContainsAnyExcept((byte)' ', (byte)'\t'))
                {
                    blank++;
                    continue;
                }

                parser.Parse();
                sink?.Add(parser.Record, lines);
                parser.Accept();
                accepted++;
            }
            catch (TrainingDataException e)
            {
                rejects.Add(e, lines.Line);
            }
        }
    }
}

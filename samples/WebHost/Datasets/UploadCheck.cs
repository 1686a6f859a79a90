using RuVector.Training.Data;
using RuVector.Training.Trainer;
using WebHost.Problems;
using WebHost.Settings;

namespace WebHost.Datasets;

/// <summary>Reads what came in, and refuses what no job could use.</summary>
internal static class UploadCheck
{
    /// <exception cref="ProblemException">It breaks a rule; says on which line.</exception>
    public static DatasetInfo Read(string id, Stream content, WebHostOptions options, CancellationToken cancellationToken)
    {
        try
        {
            DatasetInfo info = Describe(id, JsonlFile.ReadPairs(content, id, null, cancellationToken).Data, isUploaded: true);
            return info.Dimension <= options.MaxDimension
                ? info
                : throw new ProblemException(StatusCodes.Status413PayloadTooLarge, $"Line 1: Expected vectors of at most {options.MaxDimension} values, but got {info.Dimension}.");
        }
        catch (TrainingDataException e)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, e.Line > 0 ? FormattableString.Invariant($"Line {e.Line}, column {e.Column}: {e.Reason}") : e.Reason);
        }
    }

    /// <exception cref="ProblemException">It is too small.</exception>
    public static DatasetInfo Describe(string id, PairDataset data, bool isUploaded) => data.QueryCount >= HeldOutSplit.LeastQueries
        ? new DatasetInfo(id, data.QueryCount, data.DocumentCount, data.Positives.TotalCount, data.QueryDimension, isUploaded)
        : throw new ProblemException(StatusCodes.Status400BadRequest, $"Expected {HeldOutSplit.LeastQueries} or more different queries, because every fifth is held out, but got {data.QueryCount}.");
}

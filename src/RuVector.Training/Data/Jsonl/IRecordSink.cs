namespace RuVector.Training.Data;

/// <summary>Takes records.</summary>
internal interface IRecordSink
{
    /// <summary>Takes a record, or refuses it and is left as it was.</summary>
    /// <exception cref="TrainingDataException">The record contradicts an earlier one.</exception>
    void Add(Record record, Utf8LineReader lines);
}

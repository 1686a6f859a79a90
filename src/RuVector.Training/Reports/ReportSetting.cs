namespace RuVector.Training.Reports;

/// <summary>A setting that the run used.</summary>
/// <param name="Name">The setting, as its configuration key says it.</param>
/// <param name="Value">Its value.</param>
public sealed record ReportSetting(string Name, string Value);

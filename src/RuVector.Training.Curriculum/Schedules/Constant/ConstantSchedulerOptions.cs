using Microsoft.Extensions.Options;

namespace RuVector.Training.Curriculum;

/// <summary>Settings of the learning-rate schedule <c>Constant</c>: factor 1 once the warm-up is over. It needs no total; when one is known, the warm-up must be shorter.</summary>
public sealed class ConstantSchedulerOptions : SchedulerOptions;

/// <summary>Checks the ranges of <see cref="ConstantSchedulerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ConstantSchedulerOptionsValidator : IValidateOptions<ConstantSchedulerOptions>;

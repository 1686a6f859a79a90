using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="HardestMiner"/>.</summary>
public sealed class HardestMinerOptions : MiningOptions;

/// <summary>Checks the ranges of <see cref="HardestMinerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class HardestMinerOptionsValidator : IValidateOptions<HardestMinerOptions>;

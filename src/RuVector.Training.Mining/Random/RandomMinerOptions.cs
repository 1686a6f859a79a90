using Microsoft.Extensions.Options;

namespace RuVector.Training.Mining;

/// <summary>Settings of <see cref="RandomMiner"/>.</summary>
public sealed class RandomMinerOptions : MiningOptions;

/// <summary>Checks the ranges of <see cref="RandomMinerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RandomMinerOptionsValidator : IValidateOptions<RandomMinerOptions>;

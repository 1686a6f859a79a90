using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RuVector.Training.Trainer;

/// <summary>Settings of the optimizer for some parameters alone; see <see cref="ParameterGroup"/>.</summary>
public sealed class ParameterGroupOptions
{
    /// <summary>Gets or sets which parameters, by the names of their segments in the model and in the loss; see <see cref="ParameterSegment.Matches"/>.</summary>
    /// <value>Not empty; some segment must have such a name. The default value is empty.</value>
    [Required]
    public string Pattern { get; set; } = "";

    /// <summary>Gets or sets the factor of the learning rate.</summary>
    /// <value>Finite, 0 or more. The default value is 1.</value>
    [Range(0, float.MaxValue)]
    public float LearningRateFactor { get; set; } = 1;

    /// <summary>Gets or sets the weight decay in place of the optimizer's, of the kind that the optimizer has; <see langword="null"/> for the optimizer's.</summary>
    /// <value>Finite, 0 or more. The default value is <see langword="null"/>.</value>
    [Range(0, float.MaxValue)]
    public float? WeightDecay { get; set; }

    /// <summary>Gets or sets a value indicating whether the parameters stay as they are.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsFrozen { get; set; }

    /// <summary>Gives the segments of some sets their groups, in the order of the list: of two that fit a segment the later holds.</summary>
    /// <returns>Gives the segments back the groups they had.</returns>
    /// <exception cref="ArgumentException">A pattern fits no segment, or a setting is out of its range; nothing is changed.</exception>
    internal static IDisposable Apply(IEnumerable<ParameterGroupOptions> groups, params ReadOnlySpan<ParameterSet?> sets)
    {
        List<ParameterSegment> all = [];
        foreach (ParameterSet? set in sets)
        {
            all.AddRange(set is null ? [] : set.Segments);
        }

        Before before = new([.. all.Select(static segment => (segment, segment.Group))]);
        try
        {
            Apply(groups, all);
        }
        catch
        {
            before.Dispose();
            throw;
        }

        return before;
    }

    private static void Apply(IEnumerable<ParameterGroupOptions> groups, List<ParameterSegment> all)
    {
        foreach (ParameterGroupOptions options in groups)
        {
            ParameterGroup group = new() { LearningRateFactor = options.LearningRateFactor, WeightDecay = options.WeightDecay, IsFrozen = options.IsFrozen };
            ParameterSegment[] found = [.. all.Where(segment => segment.Matches(options.Pattern))];
            if (found.Length == 0)
            {
                throw new ArgumentException(
                    $"Expected in ParameterGroups a pattern of some of the segments {string.Join(", ", all.Select(static segment => segment.Shape.Name))}, but got '{options.Pattern}'.", nameof(groups));
            }

            foreach (ParameterSegment segment in found)
            {
                segment.Group = group;
            }
        }
    }

    private sealed class Before((ParameterSegment Segment, ParameterGroup Group)[] groups) : IDisposable
    {
        public void Dispose()
        {
            foreach ((ParameterSegment segment, ParameterGroup group) in groups)
            {
                segment.Group = group;
            }
        }
    }
}

/// <summary>Checks the ranges of <see cref="ParameterGroupOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ParameterGroupOptionsValidator : IValidateOptions<ParameterGroupOptions>;

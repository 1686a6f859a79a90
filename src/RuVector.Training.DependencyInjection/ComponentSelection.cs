namespace RuVector.Training;

/// <summary>A place in the settings of a component that takes a component of its own: the key <c>Type</c> selects, the section of that name configures, as in a slot of a run.</summary>
/// <remarks>Settings hold one for each place, and <see cref="InnerSlot"/> says what the place takes. Derive from it to put more settings beside the key <c>Type</c>.</remarks>
public class ComponentSelection
{
    /// <summary>Gets or sets the name of the component.</summary>
    /// <value>A registered name, ignoring case, or <c>None</c> where the place may stay empty. The default value is <see langword="null"/>: the only registered component, if it is the only one.</value>
    public string? Type { get; set; }
}

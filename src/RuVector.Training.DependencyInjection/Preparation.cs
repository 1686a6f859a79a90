namespace RuVector.Training;

/// <summary>What the components of one plan are prepared with, and what they tell of themselves.</summary>
internal sealed class Preparation(SlotSelector selector, IServiceProvider services, ProfileSettings settings, bool mayLeaveOpen, ICollection<string> problems)
{
    // The components around the one that is prepared, where the configuration has no key for them: code alone decides what is inside.
    private readonly List<Component> _withoutKeys = [];

    public IServiceProvider Services => services;

    public ProfileSettings Settings => settings;

    public ICollection<string> Problems => problems;

    /// <summary>Gets, for each loss with a temperature that was prepared, the full path of the key that makes the temperature a learned one, or <see langword="null"/>.</summary>
    public List<string?> Temperatures { get; } = [];

    /// <summary>Gets a value indicating whether a loss could not be selected, so that its temperature is not known.</summary>
    public bool LacksALoss { get; private set; }

    /// <summary>Gets the names of the components that a slot takes.</summary>
    public IReadOnlyList<string> NamesOf(Slot slot) => selector.NamesOf(slot);

    /// <summary>Selects the component of a slot, checks its settings, and does the same for all that is inside of it.</summary>
    /// <returns>The component; <see langword="null"/> when the slot is not used, or with a problem.</returns>
    public PlannedPart? Prepare(Slot slot)
    {
        int before = problems.Count;
        if (selector.Select(slot, settings, mayLeaveOpen, problems) is not { } component)
        {
            LacksALoss |= slot.Name == TrainingSlots.Loss && (slot.IsRequired || problems.Count > before);
            return null;
        }

        string path = $"{slot.Path}:{component.Name}";
        bool isWithoutKeys = settings.KeysBelow(path).Count == 0;
        if (isWithoutKeys && _withoutKeys.Contains(component))
        {
            string names = string.Join(", ", _withoutKeys.Append(component).Select(static c => $"'{c.Name}'"));
            problems.Add($"{settings.FullPathOf(slot.TypePath)}: Expected components inside each other that come to an end, but got {names} by settings in code. Select another one here.");
            return null;
        }

        if (isWithoutKeys)
        {
            _withoutKeys.Add(component);
        }

        PlannedPart part = new(slot, component.Name, component.Prepare(this, path));
        if (isWithoutKeys)
        {
            _withoutKeys.RemoveAt(_withoutKeys.Count - 1);
        }

        return part;
    }

    /// <summary>Notes what settings tell of a temperature.</summary>
    public void Note(object options, string path)
    {
        if (options is ITemperatureSettings temperature)
        {
            Temperatures.Add(temperature.LearnedBy is { } key ? settings.FullPathOf($"{path}:{key}") : null);
        }
    }
}

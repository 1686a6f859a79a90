namespace RuVector.Training;

/// <summary>Selects the component of a slot: by the key <c>Type</c>, else by code, else because it is the only one.</summary>
internal sealed class SlotSelector(ComponentRegistry registry)
{
    /// <summary>Gets the names of the components that a slot takes.</summary>
    public IReadOnlyList<string> NamesOf(Slot slot) => registry.NamesOf(slot);

    /// <summary>Selects a component and checks the keys directly below a slot of a run; those of a place inside of settings are checked with the settings.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="settings">The settings of a profile.</param>
    /// <param name="mayLeaveOpen">Whether it is no problem that nothing is selected.</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>The component; <see langword="null"/> when the slot is not used, or with a problem.</returns>
    public Component? Select(Slot slot, ProfileSettings settings, bool mayLeaveOpen, ICollection<string> problems)
    {
        IReadOnlyList<string> known = registry.NamesOf(slot);
        string typePath = settings.FullPathOf(slot.TypePath);
        if (slot.Selection is null)
        {
            settings.ReportUnknownKeys(slot.Path, [Slot.TypeKey, .. known], problems);
            if (settings.ReportValue(slot.Path, problems, $" The key that selects is {typePath}."))
            {
                return null;
            }
        }

        if (settings.KeysBelow(slot.TypePath).Count > 0)
        {
            problems.Add($"{typePath}: Expected the name of a component, but got a section.");
            return null;
        }

        if (settings.ValueOf(slot.TypePath) is { } configured)
        {
            return Find(slot, configured, typePath, "", problems);
        }

        if ((slot.Selection is null ? registry.SelectedInCode(slot) : slot.Selection.Type) is { } selected)
        {
            return Find(slot, selected, typePath, ", selected in code,", problems);
        }

        bool isUsed = slot.IsRequired || settings.KeysBelow(slot.Path).Count > 0;
        if (isUsed && known.Count == 1)
        {
            return registry.Find(slot, known[0]);
        }

        if (isUsed && !mayLeaveOpen)
        {
            problems.Add($"{settings.OwnPathOf(slot.TypePath)}: {NothingSelected(slot, known)}");
        }

        return null;
    }

    private Component? Find(Slot slot, string name, string typePath, string remark, ICollection<string> problems)
    {
        bool isNone = name.Equals(Slot.None, StringComparison.OrdinalIgnoreCase);
        if (isNone && !slot.IsRequired)
        {
            return null;
        }

        IReadOnlyList<string> known = registry.NamesOf(slot);
        Component? component = registry.Find(slot, name);
        if (component is null)
        {
            problems.Add(isNone
                ? $"{typePath}: Expected the name of a component, because the {slot.Name} is required, but got 'None'{remark.TrimEnd(',')}. Known: {Names.List(known)}."
                : $"{typePath}: {Names.Unknown(name, remark, known)}");
        }

        return component;
    }

    private static string NothingSelected(Slot slot, IReadOnlyList<string> known) => known.Count == 0
        ? $"Expected the name of a component, but none is registered for the {slot.Name}. Register one with its AddXxx method."
        : $"Expected the name of a component, but nothing is selected. Set this key{(slot.Selection is null ? $", or call Select(\"{slot.Name}\", name) in code" : "")}. Known: {Names.List(known)}.";
}

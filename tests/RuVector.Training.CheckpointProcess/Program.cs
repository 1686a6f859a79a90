using RuVector.Training.CheckpointProcess;

using CheckpointCommands commands = new(Console.In, Console.Out);
commands.Run();

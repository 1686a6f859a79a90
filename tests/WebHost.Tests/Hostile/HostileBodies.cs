using System.Globalization;
using System.Text;

namespace WebHost.Tests.Hostile;

/// <summary>Bodies that are nearly right, or not at all.</summary>
internal sealed class HostileBodies(HostileTexts texts)
{
    private static readonly string[] _settings = ["Trainer:Steps", "Trainer:BatchSize", "Trainer:Seed", "Adapter:Hidden", "Optimizer:Type", "Loss:Type", "Miner:Type", "Jobs:Folder", "Trainer:Epochs", "Optimizer:AdamW:LearningRate", "Profiles:x", "", ":", "Trainer", "Trainer:", "WebHost:ApiKey"];

    public byte[] Submission(Random random) => Encoding.UTF8.GetBytes(random.Next(10) switch
    {
        0 => "",
        1 => new string('[', random.Next(1, 2000)),
        2 => string.Concat(Enumerable.Repeat("{\"overrides\":", random.Next(1, 500))),
        3 => $"{{\"dataset\":{HostileTexts.Number(random)}}}",
        4 => $"{{\"dataset\":\"toy\",\"id\":\"{Json(texts.Id(random))}\"}}",
        5 => $"{{\"dataset\":\"{Json(texts.Id(random))}\"}}",
        6 => $"{{\"dataset\":\"toy\",\"profile\":\"{Json(texts.Id(random))}\"}}",
        7 => $"{{\"dataset\":\"toy\",\"overrides\":{{\"{_settings[random.Next(_settings.Length)]}\":\"{Json(HostileTexts.Number(random))}\",\"{_settings[random.Next(_settings.Length)]}\":\"{Json(texts.Id(random))}\"}}}}",
        8 => $"{{\"dataset\":\"toy\",\"overrides\":{{{string.Join(',', Enumerable.Range(0, random.Next(100)).Select(static i => string.Create(CultureInfo.InvariantCulture, $"\"k{i}\":\"\"")))}}}}}",
        _ => Cut(Valid(random), random),
    });

    public byte[] Rows(Random random)
    {
        string rows = Pairs.Rows(random.Next(1, 8), random.Next(1, 5), random.Next());
        return random.Next(9) switch
        {
            0 => Encoding.UTF8.GetBytes(rows),
            1 => Encoding.UTF8.GetBytes(Cut(rows, random)),
            2 => Encoding.UTF8.GetBytes($"{{\"query\":[{HostileTexts.Number(random)}],\"positive\":[{HostileTexts.Number(random)}]}}\n{rows}"),
            3 => Encoding.UTF8.GetBytes($"{{\"query\":{new string('[', random.Next(1, 5000))}"),
            4 => Encoding.UTF8.GetBytes($"{{\"query\":[1{string.Concat(Enumerable.Repeat(",1", random.Next(40_000)))}],\"positive\":[1]}}"),
            5 => Bytes(random, random.Next(5000)),
            6 => Flip(Encoding.UTF8.GetBytes(rows), random),
            7 => Encoding.UTF8.GetBytes(new string('\n', random.Next(100_000))),
            _ => Encoding.UTF8.GetBytes($"{{\"query\":\"{Json(texts.Id(random))}\",\"positive\":\"../../x\"}}\n"),
        };
    }

    public static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Valid(Random random) => $"{{\"dataset\":\"toy\",\"id\":\"{HostileTexts.Known(random)}\",\"overrides\":{{\"Trainer:Steps\":\"3\"}}}}";

    private static string Cut(string text, Random random) => random.Next(2) == 0 ? text : text[..random.Next(text.Length)];

    private static byte[] Flip(byte[] bytes, Random random)
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static string Json(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace RuVector.Training.DependencyInjection.Tests;

/// <summary>One watched file without a file system: a write is seen at once, by the thread that writes.</summary>
internal sealed class MemoryFile(string content) : IFileProvider, IFileInfo
{
    private string _content = content;
    private ConfigurationReloadToken _change = new();

    public bool Exists => true;

    public long Length => Encoding.UTF8.GetByteCount(_content);

    public string? PhysicalPath => null;

    public string Name => "appsettings.json";

    public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

    public bool IsDirectory => false;

    public void Write(string text)
    {
        _content = text;
        ConfigurationReloadToken before = _change;
        _change = new ConfigurationReloadToken();
        before.OnReload();
    }

    public Stream CreateReadStream() => new MemoryStream(Encoding.UTF8.GetBytes(_content));

    public IFileInfo GetFileInfo(string subpath) => this;

    public IChangeToken Watch(string filter) => _change;

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;
}

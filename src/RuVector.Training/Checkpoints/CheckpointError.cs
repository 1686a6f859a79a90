namespace RuVector.Training.Checkpoints;

/// <summary>Why a checkpoint is refused or cannot be stored. The numbers are stable.</summary>
public enum CheckpointError
{
    /// <summary>The file system refused to read or write; the inner exception says why.</summary>
    StorageFailed = 1,

    /// <summary>Another process has the folder of checkpoints open.</summary>
    FolderInUse = 2,

    /// <summary>The file ends before its content does.</summary>
    Truncated = 10,

    /// <summary>The header is declared longer than the file or than the limit.</summary>
    HeaderLength = 11,

    /// <summary>The header is not a JSON object in UTF-8, or is nested too deeply.</summary>
    InvalidHeader = 12,

    /// <summary>A key occurs twice in one object of the header.</summary>
    DuplicateKey = 13,

    /// <summary>The header holds more tensors or texts than the limit.</summary>
    TooManyEntries = 14,

    /// <summary>The name of a tensor is blank or longer than the limit.</summary>
    InvalidName = 15,

    /// <summary>A tensor lacks its type, shape or range, or has something else.</summary>
    InvalidTensor = 16,

    /// <summary>The type of a tensor is none that checkpoints hold.</summary>
    UnknownType = 17,

    /// <summary>A shape has too many sizes, a size that is not an integer in range, or too many values.</summary>
    InvalidShape = 18,

    /// <summary>A byte range is malformed, reversed, or not as long as shape and type say.</summary>
    InvalidRange = 19,

    /// <summary>Bytes between two tensors belong to none.</summary>
    Hole = 20,

    /// <summary>Two tensors share bytes.</summary>
    Overlap = 21,

    /// <summary>The file has fewer or more bytes of values than its tensors.</summary>
    WrongLength = 22,

    /// <summary>The metadata are not texts.</summary>
    InvalidMetadata = 23,

    /// <summary>A tensor is too long to be held in memory as one array of bytes.</summary>
    TensorTooLong = 24,

    /// <summary>A file of tensors, but not a checkpoint.</summary>
    NotACheckpoint = 30,

    /// <summary>The file is of a later version of the format than this library knows.</summary>
    NewerVersion = 31,

    /// <summary>A field of the format is missing.</summary>
    MissingField = 32,

    /// <summary>A field of the format is malformed, or not part of it.</summary>
    InvalidField = 33,

    /// <summary>The header is not the one that was written.</summary>
    HeaderDigest = 34,

    /// <summary>A signature is required, and the file has none.</summary>
    NotSigned = 35,

    /// <summary>The signature is not of this header under this key.</summary>
    WrongSignature = 36,

    /// <summary>A tensor is not the one that was written.</summary>
    TensorDigest = 37,

    /// <summary>A tensor holds NaN or an infinity.</summary>
    NonFiniteValue = 38,

    /// <summary>The file in a folder of checkpoints is of another step than its name says.</summary>
    WrongStep = 39,

    /// <summary>A tensor that is asked for is not in the checkpoint.</summary>
    MissingTensor = 50,

    /// <summary>The checkpoint holds a tensor that nobody asks for.</summary>
    UnexpectedTensor = 51,

    /// <summary>A tensor has another type than the one asked for.</summary>
    WrongType = 52,

    /// <summary>A tensor has another shape than the one asked for.</summary>
    WrongShape = 53,

    /// <summary>The checkpoint is not of this training run: other data, settings or parts.</summary>
    WrongRun = 54,
}

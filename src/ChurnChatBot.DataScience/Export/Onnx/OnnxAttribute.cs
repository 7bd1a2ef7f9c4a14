namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>A parameter of an operator: AttributeProto in onnx.proto.</summary>
internal readonly struct OnnxAttribute
{
    // AttributeProto.AttributeType
    private const long Int = 2;
    private const long Text = 3;
    private const long Tensor = 4;
    private const long Ints = 7;
    private const long Texts = 8;

    private OnnxAttribute(ProtobufMessage message)
    {
        Message = message;
    }

    public ProtobufMessage Message { get; }

    public static OnnxAttribute Of(string name, long value) => new(Start(name).Add(3, value).Add(20, Int));

    public static OnnxAttribute Of(string name, string value) => new(Start(name).Add(4, value).Add(20, Text));

    public static OnnxAttribute Of(string name, ReadOnlySpan<long> values) => new(Start(name).Add(8, values).Add(20, Ints));

    public static OnnxAttribute Of(string name, IEnumerable<string> values)
    {
        var message = Start(name);
        foreach (var value in values) message.Add(9, value);
        return new OnnxAttribute(message.Add(20, Texts));
    }

    /// <summary>A one-dimensional tensor of doubles.</summary>
    public static OnnxAttribute Of(string name, ReadOnlySpan<double> values) =>
        new(Start(name).Add(5, TensorOf(OnnxType.Double, [values.Length]).AddRaw(9, values)).Add(20, Tensor));

    /// <summary>A TensorProto with its shape, still without values and name.</summary>
    public static ProtobufMessage TensorOf(OnnxType type, ReadOnlySpan<long> dimensions) =>
        new ProtobufMessage().Add(1, dimensions).Add(2, (long)type);

    private static ProtobufMessage Start(string name) => new ProtobufMessage().Add(1, name);
}

using System.Globalization;

namespace ChurnChatBot.DataScience.Export.Onnx;

/// <summary>Element types of tensors, numbered as in onnx.proto.</summary>
internal enum OnnxType
{
    Single = 1,
    Byte = 2,
    Int64 = 7,
    String = 8,
    Double = 11,
}

/// <summary>
/// Collects the nodes of an ONNX graph (https://github.com/onnx/onnx/blob/main/docs/IR.md) and writes the model. A tensor goes by its
/// name; the names of inner ones are counted, those of inputs and outputs belong to the caller.
/// </summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8;
    private const int OpsetVersion = 15;
    private const int MachineLearningOpsetVersion = 3;

    /// <summary>Operators of trees and texts live here, all others in the unnamed domain.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _initializers = [];
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<ProtobufMessage> _outputs = [];
    private int _names;

    /// <summary>An input of one column; its rows are counted by the dimension "rows".</summary>
    public string Input(string name, OnnxType type)
    {
        _inputs.Add(ValueInfo(name, type));
        return name;
    }

    public void Output(string name, OnnxType type) => _outputs.Add(ValueInfo(name, type));

    public string Constant(ReadOnlySpan<double> values, params ReadOnlySpan<long> dimensions) =>
        Initializer(OnnxAttribute.TensorOf(OnnxType.Double, dimensions).AddRaw(9, values));

    public string Constant(ReadOnlySpan<long> values, params ReadOnlySpan<long> dimensions) =>
        Initializer(OnnxAttribute.TensorOf(OnnxType.Int64, dimensions).Add(7, values));

    public string Constant(ReadOnlySpan<byte> values, params ReadOnlySpan<long> dimensions) =>
        Initializer(OnnxAttribute.TensorOf(OnnxType.Byte, dimensions).Add(9, values));

    /// <summary>Adds an operator of the unnamed domain.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operatorType, IReadOnlyList<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node("", operatorType, inputs, attributes);

    public string Node(string domain, string operatorType, IReadOnlyList<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var output = NextName();
        Add(domain, operatorType, (inputs, output), attributes);
        return output;
    }

    /// <summary>Gives a tensor the name of an output.</summary>
    public void Name(string tensor, string output) => Add("", "Identity", ([tensor], output), []);

    public void WriteTo(Stream output, string name, string description)
    {
        var graph = new ProtobufMessage();
        foreach (var node in _nodes) graph.Add(1, node);
        graph.Add(2, name);
        foreach (var initializer in _initializers) graph.Add(5, initializer);
        graph.Add(10, description);
        foreach (var input in _inputs) graph.Add(11, input);
        foreach (var value in _outputs) graph.Add(12, value);
        new ProtobufMessage()
            .Add(1, (long)IrVersion)
            .Add(2, "ChurnChatBot")
            .Add(7, graph)
            .Add(8, Opset("", OpsetVersion))
            .Add(8, Opset(MachineLearning, MachineLearningOpsetVersion))
            .WriteTo(output);
    }

    private void Add(string domain, string operatorType, (IReadOnlyList<string> Inputs, string Output) tensors, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtobufMessage();
        foreach (var input in tensors.Inputs) node.Add(1, input);
        node.Add(2, tensors.Output).Add(3, string.Create(CultureInfo.InvariantCulture, $"{operatorType} {_nodes.Count + 1}")).Add(4, operatorType);
        foreach (var attribute in attributes) node.Add(5, attribute.Message);
        _nodes.Add(node.Add(7, domain));
    }

    private string Initializer(ProtobufMessage tensor)
    {
        var name = NextName();
        _initializers.Add(tensor.Add(8, name));
        return name;
    }

    // A name that no column can have, since names of columns hold no control characters.
    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"\u0001{_names++}");

    private static ProtobufMessage ValueInfo(string name, OnnxType type)
    {
        var shape = new ProtobufMessage()
            .Add(1, new ProtobufMessage().Add(2, "rows"))
            .Add(1, new ProtobufMessage().Add(1, 1L));
        var tensor = new ProtobufMessage().Add(1, (long)type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private static ProtobufMessage Opset(string domain, int version) => new ProtobufMessage().Add(1, domain).Add(2, (long)version);
}

using RuVector.Training.Adapters;

namespace RuVector.Training.Tests.Adapters;

[TestFixture]
public sealed class DualEncoderTests
{
    [Test]
    public void OneModel_AnySide_HasItsParameters()
    {
        LinearAdapter model = new(3);
        DualEncoder queries = DualEncoder.ForQueries(model), documents = DualEncoder.ForDocuments(model), both = DualEncoder.Shared(model);
        (queries.Query, queries.Document).ShouldBe((model, null));
        (documents.Query, documents.Document).ShouldBe((null, model));
        (both.Query, both.Document).ShouldBe((model, model));
        new[] { queries, documents, both }.ShouldAllBe(encoder => encoder.Parameters == model.Parameters);
    }

    [Test]
    public void Separate_TwoModels_ShareOneSetOfParameters()
    {
        LinearAdapter query = new(2), document = new(2);
        document.Parameters["weight"].Values[1] = 5;
        DualEncoder encoder = DualEncoder.Separate(query, document);
        encoder.Parameters.Segments.Select(static segment => segment.Shape.Name).ShouldBe(["query.weight", "query.bias", "document.weight", "document.bias"]);
        encoder.Parameters["document.weight"].Values[1].ShouldBe(5);
        encoder.Parameters["query.bias"].Values[0] = 7;
        query.Parameters["bias"].Values[0].ShouldBe(7);
    }

    [Test]
    public void Copy_AnyEncoder_SharesNothing()
    {
        foreach (DualEncoder encoder in new[]
        {
            DualEncoder.ForQueries(new LinearAdapter(2)), DualEncoder.ForDocuments(new LinearAdapter(2)), DualEncoder.Shared(new LinearAdapter(2)),
            DualEncoder.Separate(new LinearAdapter(2), new LinearAdapter(2)),
        })
        {
            encoder.Parameters.Values.Fill(3);
            DualEncoder copy = encoder.Copy();
            encoder.Parameters.Values.Fill(4);
            copy.Parameters.Values.ToArray().ShouldAllBe(static value => value == 3);
            (copy.Query is null, copy.Document is null, copy.Query == copy.Document).ShouldBe((encoder.Query is null, encoder.Document is null, encoder.Query == encoder.Document));
        }
    }

    [Test]
    public void Separate_ModelsThatDoNotGoTogether_AreRefused()
    {
        LinearAdapter model = new(3);
        Should.Throw<ArgumentException>(() => DualEncoder.Separate(model, model)).Message.ShouldStartWith("Expected two models, but got one twice. Use Shared for one model on both sides.");
        Should.Throw<ArgumentException>(() => DualEncoder.Separate(model, new LinearAdapter(4))).Message.ShouldStartWith("Expected document embeddings of dimension 3, as those of queries, but got 4.");
        DualEncoder.Separate(model, new LinearAdapter(3));
        Should.Throw<ArgumentException>(() => DualEncoder.Separate(model, new LinearAdapter(3))).Message.ShouldStartWith("Expected sets that are each part of one set only, but 'query' is part of another");
    }
}

using RuVector.Training.TestKit;

namespace RuVector.Training.Losses.Tests;

/// <summary>The examples of docs/losses.md, compiled and run: a region is an example, to the letter, and its name is the section with the number of the example in it.</summary>
/// <remarks>A new example of the page needs a region here. <see cref="LossPageTests"/> compares the two.</remarks>
[TestFixture]
public sealed class LossExamples
{
    [Test]
    public void Example_FirstLines_Runs()
    {
        float[,] anchors = Batches.Matrix(4, 16, seed: 1), positives = Batches.Matrix(4, 16, seed: 2), dAnchors = new float[4, 16], dPositives = new float[4, 16];
        float[] anchor = Batches.Vector(16, seed: 3), positive = Batches.Vector(16, seed: 4);
        float[][] negatives = [Batches.Vector(16, seed: 5), Batches.Vector(16, seed: 6)];

        #region Losses 1
        ILoss loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.05f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.InBatch(anchors, positives),                       // float[,], float[][], Tensor<float> or ReadOnlyMatrixSpan
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dPositives });
        #endregion

        #region Losses 2
        double value = loss.Evaluate(anchor, positive, negatives);
        VectorGradients gradients = loss.EvaluateWithGradients(anchor, positive, negatives);   // .Anchor, .Positive, .Negatives[k]
        #endregion

        result.Terms.ShouldBe(4);
        dPositives.Cast<float>().ShouldContain(static g => g != 0f);
        value.ShouldBe(gradients.Value);
        gradients.Negatives.Length.ShouldBe(2);
    }

    [Test]
    public void Example_LeavingOut_Runs()
    {
        (float[,] questions, float[,] answers) = (Batches.Matrix(4, 16, seed: 1), Batches.Matrix(4, 16, seed: 2));
        (float[,] guideQuestions, float[,] guideAnswers) = (Batches.Matrix(4, 24, seed: 3), Batches.Matrix(4, 24, seed: 4));
        long[] answerIds = [17, 4, 17, 9];
        InfoNceLoss loss = new();

        #region What holds for all losses 1
        PairRelations relations = PairRelations.InBatch(answers.GetLength(0))
            .IgnoringSameKey(answerIds)                                                                   // the same answer to another question
            .IgnoringByGuide(guideQuestions, guideAnswers, new GuideMaskOptions { RelativeMargin = 0.05f });   // what another model finds as near as the positive
        LossResult result = loss.Evaluate(new ContrastiveBatch(questions, answers, relations));
        long leftOut = result.MaskedPairs;
        #endregion

        leftOut.ShouldBeGreaterThan(2);
    }

    [Test]
    public void Example_InfoNce_Runs()
    {
        float[,] anchors = Batches.Matrix(3, 16, seed: 1), candidates = Batches.Matrix(9, 16, seed: 2), dAnchors = new float[3, 16], dCandidates = new float[9, 16];

        #region InfoNce 1
        ILoss loss = new InfoNceLoss(new InfoNceOptions { Temperature = 0.05f });
        PairRelations relations = PairRelations.Paired(new PairedLayout(3) { InBatchNegatives = true, OwnNegativesPerAnchor = 2 });
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(anchors, candidates, relations),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dCandidates });
        // candidates: 3 positives, then the 2 hard negatives of anchor 0, of anchor 1, of anchor 2
        #endregion

        result.Terms.ShouldBe(3);
        dAnchors.Cast<float>().ShouldContain(static g => g != 0f);
        dCandidates.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_NtXent_Runs()
    {
        float[,] first = Batches.Matrix(4, 16, seed: 1), second = Batches.Matrix(4, 16, seed: 2), rows = Batches.Matrix(6, 16, seed: 3);
        int[] labels = [0, 0, 1, 1, 2, 2];

        #region NtXent 1
        ILoss loss = new NtXentLoss(new NtXentOptions { Temperature = 0.5f });
        LossResult views = loss.Evaluate(ContrastiveBatch.InBatch(first, second));        // 2N rows, each against the 2N - 1 others
        LossResult labelled = loss.Evaluate(ContrastiveBatch.Labelled(rows, labels));      // a term for each ordered positive pair
        #endregion

        views.Terms.ShouldBe(8);
        labelled.Terms.ShouldBe(6);
    }

    [Test]
    public void Example_SupCon_Runs()
    {
        float[,] rows = Batches.Matrix(6, 16, seed: 1), dRows = new float[6, 16];
        int[] labels = [0, 0, 1, 1, 2, 2];

        #region SupCon 1
        ILoss loss = new SupConLoss(new SupConOptions { Temperature = 0.1f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.Labelled(rows, labels),
            new LossOutputs { AnchorGradients = dRows });
        #endregion

        result.Terms.ShouldBe(6);
        dRows.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_MultiSimilarity_Runs()
    {
        float[,] rows = Batches.Matrix(6, 16, seed: 1), dRows = new float[6, 16];
        int[] labels = [0, 0, 1, 1, 2, 2];

        #region MultiSimilarity 1
        ILoss loss = new MultiSimilarityLoss(new MultiSimilarityOptions { Alpha = 2f, Beta = 50f, Base = 0.5f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.Labelled(rows, labels),
            new LossOutputs { AnchorGradients = dRows });
        #endregion

        result.Terms.ShouldBe(6);
        dRows.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_Circle_Runs()
    {
        float[,] rows = Batches.Matrix(6, 16, seed: 1), dRows = new float[6, 16];
        int[] labels = [0, 0, 1, 1, 2, 2];

        #region Circle 1
        ILoss loss = new CircleLoss(new CircleOptions { Margin = 0.4f, Gamma = 80f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.Labelled(rows, labels),
            new LossOutputs { AnchorGradients = dRows });
        #endregion

        result.Terms.ShouldBe(6);
        dRows.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_SigLip_Runs()
    {
        float[,] anchors = Batches.Matrix(4, 16, seed: 1), positives = Batches.Matrix(4, 16, seed: 2), dAnchors = new float[4, 16], dPositives = new float[4, 16];

        #region SigLip 1
        SigLipLoss loss = new(new SigLipOptions { Scale = 10f, Bias = -10f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.InBatch(anchors, positives),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dPositives });
        float byBias = loss.Parameters["bias"].Gradients[0];
        #endregion

        result.Terms.ShouldBe(4);
        byBias.ShouldNotBe(0f);
    }

    [Test]
    public void Example_LocalContrastive_Runs()
    {
        float[,] anchors = Batches.Matrix(3, 16, seed: 1), candidates = Batches.Matrix(4, 16, seed: 2), dAnchors = new float[3, 16], dCandidates = new float[4, 16];

        #region LocalContrastive 1
        ILoss loss = new LocalContrastiveLoss(new LocalContrastiveOptions { Margin = 0.5f });
        PairRelations relations = PairRelations.FromTriplets(3, 4, [new(0, 1, 2), new(1, 0, 3), new(2, 3, 0)]);   // anchor, positive, negative
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(anchors, candidates, relations),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dCandidates });
        #endregion

        result.Terms.ShouldBe(3);
        dAnchors.Cast<float>().ShouldContain(static g => g != 0f);
        dCandidates.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_Triplet_Runs()
    {
        float[,] embeddings = Batches.Matrix(8, 16, seed: 1), gradients = new float[8, 16];
        int[] labels = [0, 0, 1, 1, 2, 2, 3, 3];

        #region Triplet 1
        TripletLoss loss = new(new TripletOptions { Selection = TripletSelection.Hardest, SoftMargin = true });
        LossResult result = loss.Evaluate(ContrastiveBatch.Labelled(embeddings, labels), new LossOutputs { AnchorGradients = gradients });
        #endregion

        result.Terms.ShouldBe(8);
    }

    [Test]
    public void Example_Contrastive_Runs()
    {
        float[,] nodes = Batches.Matrix(3, 16, seed: 1), gradients = new float[3, 16];

        #region Contrastive 1
        ContrastiveLoss loss = new(new ContrastiveOptions { Margin = 2 });
        PairRelations pairs = PairRelations.FromEdges(3, [new(0, 1, 1), new(1, 2, 0)]);   // 0 and 1 are similar, 1 and 2 are not
        LossResult result = loss.Evaluate(new ContrastiveBatch(nodes, pairs), new LossOutputs { AnchorGradients = gradients });
        #endregion

        result.Terms.ShouldBe(2);
    }

    [Test]
    public void Example_Margin_Runs()
    {
        float[,] embeddings = Batches.Matrix(6, 16, seed: 1), gradients = new float[6, 16];
        int[] labels = [0, 0, 1, 1, 2, 2];

        #region Margin 1
        MarginLoss loss = new(new MarginOptions { Beta = 1.2f });
        loss.Parameters.ZeroGradients();
        loss.Evaluate(ContrastiveBatch.Labelled(embeddings, labels), new LossOutputs { AnchorGradients = gradients });
        float step = loss.Parameters["beta"].Gradients[0];   // an optimizer steps loss.Parameters
        #endregion

        step.ShouldNotBe(0f);
    }

    [Test]
    public void Example_ArcFace_Runs()
    {
        float[,] embeddings = Batches.Matrix(4, 16, seed: 1), weights = Batches.Matrix(3, 16, seed: 2), byEmbedding = new float[4, 16], byWeight = new float[3, 16];
        int[] labels = [0, 2, 1, 0];

        #region ArcFace 1
        ArcFaceLoss loss = new(new ArcFaceOptions { MarginDegrees = 28.6f, Scale = 64 });
        PairRelations relations = PairRelations.FromLabels(labels, [0, 1, 2]);   // row i of the weights is class i
        LossResult result = loss.Evaluate(new ContrastiveBatch(embeddings, weights, relations), new LossOutputs { AnchorGradients = byEmbedding, CandidateGradients = byWeight });
        #endregion

        result.Terms.ShouldBe(4);
    }

    [Test]
    public void Example_CosFace_Runs()
    {
        float[,] embeddings = Batches.Matrix(4, 16, seed: 1), weights = Batches.Matrix(3, 16, seed: 2), byEmbedding = new float[4, 16], byWeight = new float[3, 16];
        int[] labels = [0, 2, 1, 0];

        #region CosFace 1
        CosFaceLoss loss = new(new CosFaceOptions { Margin = 0.35f, Scale = 64 });
        PairRelations relations = PairRelations.FromLabels(labels, [0, 1, 2]);   // row i of the weights is class i
        LossResult result = loss.Evaluate(new ContrastiveBatch(embeddings, weights, relations), new LossOutputs { AnchorGradients = byEmbedding, CandidateGradients = byWeight });
        #endregion

        result.Terms.ShouldBe(4);
    }

    [Test]
    public void Example_ProxyNca_Runs()
    {
        float[,] embeddings = Batches.Matrix(4, 16, seed: 1), proxies = Batches.Matrix(3, 16, seed: 2), byEmbedding = new float[4, 16], byProxy = new float[3, 16];
        int[] labels = [0, 2, 1, 0];

        #region ProxyNca 1
        ProxyNcaLoss loss = new();
        PairRelations relations = PairRelations.FromLabels(labels, [0, 1, 2]);   // row i of the proxies is class i
        LossResult result = loss.Evaluate(new ContrastiveBatch(embeddings, proxies, relations), new LossOutputs { AnchorGradients = byEmbedding, CandidateGradients = byProxy });
        #endregion

        result.Terms.ShouldBe(4);
    }

    [Test]
    public void Example_ProxyAnchor_Runs()
    {
        float[,] embeddings = Batches.Matrix(4, 16, seed: 1), proxies = Batches.Matrix(3, 16, seed: 2), byEmbedding = new float[4, 16], byProxy = new float[3, 16];
        int[] labels = [0, 2, 1, 0];

        #region ProxyAnchor 1
        ProxyAnchorLoss loss = new();
        PairRelations relations = PairRelations.FromLabels([0, 1, 2], labels);   // the proxies are the anchors
        LossResult result = loss.Evaluate(new ContrastiveBatch(proxies, embeddings, relations), new LossOutputs { AnchorGradients = byProxy, CandidateGradients = byEmbedding });
        #endregion

        result.Terms.ShouldBe(3);
    }

    [Test]
    public void Example_SpectralRegularization_Runs()
    {
        float[,] nodes = Batches.Matrix(4, 16, seed: 1), dNodes = new float[4, 16];

        #region SpectralRegularization 1
        ILoss loss = new SpectralRegularizationLoss(new SpectralRegularizationOptions { Laplacian = LaplacianKind.SymmetricNormalized });
        PairRelations graph = PairRelations.FromEdges(4, [new(0, 1, 2f), new(1, 2, 0.5f), new(2, 3, 1f)]);   // node, node, weight
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(nodes, graph),
            new LossOutputs { AnchorGradients = dNodes });
        #endregion

        result.Terms.ShouldBe(3);
        dNodes.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_VarianceSpread_Runs()
    {
        float[,] rows = Batches.Matrix(4, 16, seed: 1), dRows = new float[4, 16];

        #region VarianceSpread 1
        ILoss loss = new VarianceSpreadLoss(new VarianceSpreadOptions { Weight = 0.01f });
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(rows, PairRelations.None(4)),
            new LossOutputs { AnchorGradients = dRows });
        #endregion

        result.Terms.ShouldBe(4);
        dRows.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_VicReg_Runs()
    {
        float[,] first = Batches.Matrix(4, 16, seed: 1), second = Batches.Matrix(4, 16, seed: 2), dFirst = new float[4, 16], dSecond = new float[4, 16];

        #region VicReg 1
        ILoss loss = new VicRegLoss(new VicRegOptions { CovarianceWeight = 2f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.InBatch(first, second),
            new LossOutputs { AnchorGradients = dFirst, CandidateGradients = dSecond });
        #endregion

        result.Terms.ShouldBe(4);
        dSecond.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_BarlowTwins_Runs()
    {
        float[,] first = Batches.Matrix(4, 16, seed: 1), second = Batches.Matrix(4, 16, seed: 2), dFirst = new float[4, 16], dSecond = new float[4, 16];

        #region BarlowTwins 1
        ILoss loss = new BarlowTwinsLoss(new BarlowTwinsOptions { RedundancyWeight = 0.005f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.InBatch(first, second),
            new LossOutputs { AnchorGradients = dFirst, CandidateGradients = dSecond });
        #endregion

        result.Terms.ShouldBe(4);
        dSecond.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_AlignmentUniformity_Runs()
    {
        float[,] first = Batches.Matrix(4, 16, seed: 1), second = Batches.Matrix(4, 16, seed: 2), dFirst = new float[4, 16], dSecond = new float[4, 16];

        #region AlignmentUniformity 1
        ILoss loss = new AlignmentUniformityLoss(new AlignmentUniformityOptions { UniformityScale = 3f });
        LossResult result = loss.Evaluate(
            ContrastiveBatch.InBatch(first, second),
            new LossOutputs { AnchorGradients = dFirst, CandidateGradients = dSecond });
        #endregion

        result.Terms.ShouldBe(4);
        dSecond.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_CoSent_Runs()
    {
        float[,] anchors = Batches.Matrix(3, 16, seed: 1), candidates = Batches.Matrix(3, 16, seed: 2), dAnchors = new float[3, 16], dCandidates = new float[3, 16];

        #region CoSent 1
        ILoss loss = new CoSentLoss(new CoSentOptions { Temperature = 0.05f });
        PairRelations pairs = PairRelations.FromScoredPairs(3, 3, [new(0, 0, 5f), new(1, 1, 3f), new(2, 2, 0f)]);   // anchor, candidate, label
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(anchors, candidates, pairs),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dCandidates });
        #endregion

        result.Terms.ShouldBe(3);
        dAnchors.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_CosineSimilarity_Runs()
    {
        float[,] anchors = Batches.Matrix(3, 16, seed: 1), candidates = Batches.Matrix(3, 16, seed: 2), dAnchors = new float[3, 16], dCandidates = new float[3, 16];

        #region CosineSimilarity 1
        ILoss loss = new CosineSimilarityLoss();
        PairRelations pairs = PairRelations.FromScoredPairs(3, 3, [new(0, 0, 1f), new(1, 1, 0.5f), new(2, 2, 0f)]);   // anchor, candidate, label
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(anchors, candidates, pairs),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dCandidates });
        #endregion

        result.Terms.ShouldBe(3);
        dAnchors.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_MarginMse_Runs()
    {
        float[,] anchors = Batches.Matrix(1, 16, seed: 1), candidates = Batches.Matrix(3, 16, seed: 2), dAnchors = new float[1, 16], dCandidates = new float[3, 16];

        #region MarginMse 1
        (IndexLists positives, IndexLists negatives) = (new(), new());
        positives.AddRow([0], [9.1f]);             // the only anchor: candidate 0, for which the teacher gives 9.1
        negatives.AddRow([1, 2], [3.5f, 1.2f]);
        LossResult result = new MarginMseLoss().Evaluate(
            new ContrastiveBatch(anchors, candidates, PairRelations.FromLists(3, positives, negatives)),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dCandidates });
        #endregion

        result.Terms.ShouldBe(2);
        dAnchors.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_KlDistillation_Runs()
    {
        float[,] anchors = Batches.Matrix(1, 16, seed: 1), candidates = Batches.Matrix(3, 16, seed: 2), dAnchors = new float[1, 16], dCandidates = new float[3, 16];

        #region KlDistillation 1
        ILoss loss = new KlDistillationLoss(new KlDistillationOptions { Temperature = 2f, TeacherTemperature = 2f });
        PairRelations teacher = PairRelations.FromScoredPairs(1, 3, [new(0, 0, 9.1f), new(0, 1, 3.5f), new(0, 2, 1.2f)]);
        LossResult result = loss.Evaluate(
            new ContrastiveBatch(anchors, candidates, teacher),
            new LossOutputs { AnchorGradients = dAnchors, CandidateGradients = dCandidates });
        #endregion

        result.Terms.ShouldBe(1);
        dCandidates.Cast<float>().ShouldContain(static g => g != 0f);
    }

    [Test]
    public void Example_Composite_Runs()
    {
        float[,] anchors = Batches.Matrix(4, 16, seed: 1), positives = Batches.Matrix(4, 16, seed: 2);
        IScheduler warmUp = new Half();
        LossOutputs outputs = default;
        long step = 3;

        #region Composite 1
        CompositeLoss loss = new(new LossPart("contrast", new InfoNceLoss()), new LossPart("spread", new VarianceSpreadLoss(), warmUp));
        LossResult[] parts = new LossResult[loss.Parts.Count];
        LossResult total = loss.Evaluate(ContrastiveBatch.InBatch(anchors, positives), outputs, step, parts);   // parts[k].Value without its weight
        #endregion

        total.Value.ShouldBe(parts[0].Value + (0.5 * parts[1].Value), 1e-12);
    }

    [Test]
    public void Example_Matryoshka_Runs()
    {
        float[,] anchors = Batches.Matrix(4, 256, seed: 1), positives = Batches.Matrix(4, 256, seed: 2);

        #region Matryoshka 1
        ILoss loss = new MatryoshkaLoss(new InfoNceLoss(), new MatryoshkaOptions { Dimensions = [64, 128, 256] });
        #endregion

        loss.Evaluate(ContrastiveBatch.InBatch(anchors, positives)).Terms.ShouldBe(12, "4 for each of 3 dimensions, the last of which is the whole");
    }

    private sealed class Half : IScheduler
    {
        public float ValueAt(long position) => 0.5f;
    }
}

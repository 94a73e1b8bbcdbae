package org.thalweg.loss.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.thalweg.loss.support.Results.tensor;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Results;

/** Losses of boxes where they degenerate, and of images without objects. */
class DetectionTest {
  private static final List<Loss<Tensor, Tensor>> OVERLAPS =
      List.of(new Iou(1e-7), new Giou(1e-7), new Diou(1e-7), new Ciou(1e-7), new Eiou(1e-7));

  private static Tensor boxes(double... corners) {
    return tensor(Shape.of(corners.length / 4, 4), corners);
  }

  @Test
  void boxesWithoutAreaAreFinite() {
    Tensor flat = boxes(1, 1, 1, 1, 0, 0, 0, 2, 0, 0, 2, 0, 1, 1, 1, 1, 0, 0, 1, 1, 3, 3, 2, 2);
    Tensor other = boxes(1, 1, 1, 1, 0, 0, 0, 2, 0, 0, 2, 0, 0, 0, 2, 2, 1, 1, 1, 1, 0, 0, 1, 1);
    for (Loss<Tensor, Tensor> loss : OVERLAPS) {
      Results.assertFinite(loss, flat, other);
      Results.assertFinite(loss, flat.mul(1e-200).eval(), other.mul(1e-200).eval());
      Results.assertFinite(loss, flat.mul(1e20).eval(), other.mul(1e20).eval());
    }
  }

  /** As in torchvision, where it is known. */
  @Test
  void pointsAtOnePlaceCostOne() {
    Tensor point = boxes(1, 1, 1, 1);
    assertEquals(1, Results.values(new Giou(1e-7), point, point)[0], 1e-12);
  }

  /** DJL multiplies two negative extents to an overlap. */
  @Test
  void boxesApartInBothDirectionsDoNotOverlap() {
    Tensor here = boxes(0, 0, 1, 1);
    Tensor there = boxes(5, 5, 6, 6);
    assertEquals(1, Results.values(new Iou(1e-7), here, there)[0]);
    assertEquals(1 + 34.0 / 36, Results.values(new Giou(1e-7), here, there)[0], 1e-8);
  }

  @Test
  void equalBoxesCostNothing() {
    Tensor box = boxes(1, 2, 5, 4, 0.25, 0.5, 0.75, 1);
    for (Loss<Tensor, Tensor> loss : OVERLAPS) {
      assertArrayEquals(new double[2], Results.values(loss, box, box), 1e-6, loss.toString());
    }
  }

  private static Tensor none(long n, long anchors) {
    return Tensor.full(Shape.of(n, anchors), DType.INT64, -1);
  }

  /** torchvision had NaN for images in which nothing is to be found. */
  @Test
  void imagesWithoutObjectsAreFinite() {
    Random random = new Random(2144);
    Tensor logits = Results.normal(random, 2, 5, 3);
    Tensor codes = Results.normal(random, 2, 5, 4);
    Tensor nan = Tensor.full(Shape.of(2, 5, 4), DType.FLOAT64, Double.NaN);
    Tensor yes = Tensor.full(Shape.of(2, 5), DType.BOOL, 1);
    Tensor no = yes.not().eval();
    Tensor background = Tensor.full(Shape.of(2, 5), DType.INT64, 0);
    Tensor flat = Results.normal(random, 2, 5);
    Results.assertFinite(
        new SsdMultibox(),
        new SsdMultibox.Prediction(logits, codes),
        new SsdMultibox.Target(background, nan));
    Results.assertFinite(
        new RetinaNet(),
        new RetinaNet.Prediction(logits, codes),
        new RetinaNet.Target(none(2, 5), no, nan));
    Results.assertFinite(
        new Fcos(),
        new Fcos.Prediction(logits, codes, flat),
        new Fcos.Target(none(2, 5), nan, flat.sigmoid().eval()));
    Results.assertFinite(
        new Yolo(), new Yolo.Prediction(codes, flat, logits), new Yolo.Target(none(2, 5), no, nan));
    Results.assertFinite(
        new Yolo(),
        new Yolo.Prediction(codes, flat, logits),
        new Yolo.Target(none(2, 5), yes, nan));
    Results.assertFinite(
        new Detr(),
        new Detr.Prediction(logits, codes),
        new Detr.Target(none(2, 4), Tensor.full(Shape.of(2, 4, 4), DType.FLOAT64, Double.NaN)));
    Rpn.Prediction anchors = new Rpn.Prediction(flat, codes);
    RoiHead.Prediction regions = new RoiHead.Prediction(logits, Results.normal(random, 2, 5, 3, 4));
    for (Tensor sampled : List.of(yes, no)) {
      Results.assertFinite(new Rpn(1.0 / 9), anchors, new Rpn.Target(no, sampled, nan));
      Results.assertFinite(
          new FasterRcnn(1.0 / 9),
          new FasterRcnn.Prediction(anchors, regions),
          new FasterRcnn.Target(
              new Rpn.Target(no, sampled, nan),
              new RoiHead.Target(sampled == yes ? background : none(2, 5), nan)));
    }
  }

  @Test
  void theOrderOfObjectsAndQueriesDoesNotMatter() {
    Random random = new Random(2020);
    Tensor logits = Results.normal(random, 1, 4, 3);
    Tensor low = Results.normal(random, 1, 4, 2).sigmoid();
    Tensor boxes = Tensors.concat(2, low, low.add(0.5)).eval();
    Tensor labels = Tensor.of(Shape.of(1, 3), DType.INT64, 1, -1, 0);
    Tensor truth = boxes.slice(1, 0, 3).mul(0.75).eval();
    double[] expected =
        Results.values(
            new Detr(), new Detr.Prediction(logits, boxes), new Detr.Target(labels, truth));
    double[] turned =
        Results.values(
            new Detr(),
            new Detr.Prediction(logits.flip(1).eval(), boxes.flip(1).eval()),
            new Detr.Target(labels.flip(1).eval(), truth.flip(1).eval()));
    assertArrayEquals(expected, turned, 1e-12);
  }

  @Test
  void hardNegativesAreThoseThatCostMost() {
    Tensor logits = tensor(Shape.of(1, 4, 2), 0, 0, 3, 0, 0, 3, 1, 0);
    Tensor labels = Tensor.of(Shape.of(1, 4), DType.INT64, 1, 0, 0, 0);
    Tensor codes = Tensor.full(Shape.of(1, 4, 4), DType.FLOAT64, 0);
    double[] value =
        Results.values(
            new SsdMultibox(1, 1),
            new SsdMultibox.Prediction(logits, codes),
            new SsdMultibox.Target(labels, codes));
    assertEquals(Math.log(2) + Math.log1p(Math.exp(3)), value[0], 1e-12);
  }

  @Test
  void parts() {
    Tensor logits = Results.normal(new Random(1), 1, 2, 3);
    Tensor codes = Results.normal(new Random(2), 1, 2, 4);
    Tensor flags = Tensor.full(Shape.of(1, 2), DType.BOOL, 1);
    Tensor labels = Tensor.full(Shape.of(1, 2), DType.INT64, 1);
    assertEquals(
        List.of("objectness", "proposals", "classes", "boxes"),
        List.copyOf(
            new FasterRcnn(1.0 / 9)
                .terms(
                    new FasterRcnn.Prediction(
                        new Rpn.Prediction(Results.normal(new Random(3), 1, 2), codes),
                        new RoiHead.Prediction(logits, Results.normal(new Random(4), 1, 2, 3, 4))),
                    new FasterRcnn.Target(
                        new Rpn.Target(flags, flags, codes), new RoiHead.Target(labels, codes)))
                .keySet()));
  }

  @Test
  void aTargetWithoutAreaIsRefused() {
    BoxRegression loss = new BoxRegression();
    Tensor code = boxes(0, 0, 0, 0, 0, 0, 0, 0);
    BoxRegression.Target flat =
        new BoxRegression.Target(boxes(0, 0, 1, 1, 0, 0, 1, 1), boxes(0, 0, 1, 1, 2, 0, 2, 1));
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> Results.values(loss, code, flat));
    assertEquals(
        "box-regression: the extent 0.0 at row 1, column 0 of the box is not above 0",
        error.getMessage());
  }
}
